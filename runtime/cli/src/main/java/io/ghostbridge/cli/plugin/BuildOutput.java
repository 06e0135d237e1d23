package io.ghostbridge.cli.plugin;

import io.ghostbridge.plugin.operator.files.FileMark;
import io.ghostbridge.plugin.operator.files.SettledJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** A directory that builds write to; a build may remove it and make it anew. */
final class BuildOutput implements AutoCloseable {
  private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long RESCAN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path directory;
  private final SettledJars jars;
  private final WatchService events;
  private final Map<String, FileMark> seen = new HashMap<>();
  private @Nullable WatchKey key;

  BuildOutput(Path directory) throws IOException {
    this.directory = directory;
    jars = new SettledJars(directory, SETTLE_NANOS, System::nanoTime);
    events = directory.getFileSystem().newWatchService();
  }

  /** Waits for plugins' jars that are new or have changed, and tells the newest of each plugin. */
  Collection<Path> nextJars() throws IOException, InterruptedException {
    while (true) {
      List<Path> changed = changed();
      if (!changed.isEmpty()) {
        return newestOfEach(changed);
      }
      long nanos = Math.min(jars.nextNanos().orElse(RESCAN_NANOS), RESCAN_NANOS);
      WatchKey signalled = events.poll(nanos, TimeUnit.NANOSECONDS);
      if (signalled != null) {
        signalled.pollEvents();
        signalled.reset();
      }
    }
  }

  private List<Path> changed() throws IOException {
    List<Path> changed = new ArrayList<>();
    try {
      if (key == null || !key.isValid()) {
        key =
            directory.register(
                events, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      }
      jars.look()
          .settled()
          .forEach(
              (name, mark) -> {
                if (!mark.equals(seen.put(name, mark))) {
                  changed.add(directory.resolve(name));
                }
              });
    } catch (NoSuchFileException e) {
      // 'mvn clean'; the build makes it again.
      key = null;
    }
    return changed;
  }

  private static Collection<Path> newestOfEach(List<Path> files) throws IOException {
    Map<String, Path> newest = new HashMap<>();
    List<Path> byTime = new ArrayList<>(files);
    byTime.sort(
        Comparator.comparing(file -> FileMark.of(file).map(FileMark::modifiedNanos).orElse(0L)));
    for (Path file : byTime) {
      pluginName(file).ifPresent(name -> newest.put(name, file));
    }
    return newest.values();
  }

  /** The name of the plugin that a jar holds; sources, documentation and tests hold none. */
  private static Optional<String> pluginName(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      Manifest manifest = jar.getManifest();
      return manifest == null
          ? Optional.empty()
          : Optional.ofNullable(manifest.getMainAttributes().getValue("Bundle-SymbolicName"));
    } catch (IOException | IllegalArgumentException e) {
      // Not a jar after all; the node would say no more than that.
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
