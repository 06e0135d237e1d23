package io.ghostbridge.architecture;

import static java.nio.file.Files.isDirectory;
import static java.nio.file.Files.isRegularFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the modules of this checkout are. */
final class Project {
  private Project() {}

  /** The directory that holds {@code bundles}, {@code config} and {@code proto}. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!isDirectory(directory.resolve("bundles")) || !isDirectory(directory.resolve("proto"))) {
      Path parent = directory.getParent();
      if (parent == null) {
        throw new IllegalStateException(
            "no checkout of GhostBridge around " + Path.of("").toAbsolutePath());
      }
      directory = parent;
    }
    return directory;
  }

  /** The directories of the modules below {@code parent} that have sources. */
  static List<Path> modules(String parent) {
    return list(root().resolve(parent)).stream()
        .filter(module -> isRegularFile(module.resolve("pom.xml")))
        .filter(module -> isDirectory(module.resolve("src")))
        .toList();
  }

  /** The jar that a module was built into. */
  static Path jar(Path module) {
    List<Path> jars =
        list(module.resolve("target")).stream()
            .filter(
                file ->
                    file.getFileName()
                        .toString()
                        .matches(module.getFileName() + "-\\d[^-]*(-SNAPSHOT)?\\.jar"))
            .toList();
    if (jars.size() != 1) {
      throw new IllegalStateException(
          module
              + "/target holds "
              + jars.size()
              + " jars of the module, expected one: build it first");
    }
    return jars.getFirst();
  }

  static List<Path> list(Path directory) {
    if (!isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
