package io.ghostbridge.plugin.operator.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Tells which jars of a directory are no longer being copied: their size, time and identity have
 * not changed for a while, and they end as a zip file ends. A file is only ever read, and only when
 * it has settled.
 *
 * <p>For one thread.
 */
public final class SettledJars {
  /** A directory with more jars than this is refused. */
  public static final int MAX_FILES = 1000;

  private final Path directory;
  private final long settleNanos;
  private final LongSupplier clock;
  private final Map<String, Seen> seen = new HashMap<>();
  private long lookedAt;

  /** Since when a file, or its absence, is as it is; {@code mark} is empty for a file that went. */
  private record Seen(Optional<FileMark> mark, long sinceNanos) {}

  /**
   * What a look at the directory found.
   *
   * @param settled complete jars, by name
   * @param incomplete files that have settled and are no complete zip file
   * @param gone names of files that were there and have been away long enough
   */
  public record Look(
      Map<String, FileMark> settled, Map<String, FileMark> incomplete, Set<String> gone) {}

  /**
   * Looks at {@code *.jar} of {@code directory}; names that begin with a dot are left alone.
   *
   * @param settleNanos how long a file must not have changed
   * @param clock nanoseconds, monotonic
   */
  public SettledJars(Path directory, long settleNanos, LongSupplier clock) {
    this.directory = directory;
    this.settleNanos = settleNanos;
    this.clock = clock;
  }

  /** Tells that a file was there before the first look, so that its absence is noticed. */
  public void expect(String name) {
    seen.putIfAbsent(name, new Seen(Optional.empty(), clock.getAsLong()));
  }

  /**
   * Looks at the directory.
   *
   * @throws IOException if it cannot be read: nothing is known of its files then
   */
  public Look look() throws IOException {
    Map<String, FileMark> present = present();
    long now = clock.getAsLong();
    lookedAt = now;
    for (String name : new HashSet<>(seen.keySet())) {
      if (!present.containsKey(name)) {
        note(name, Optional.empty(), now);
      }
    }
    present.forEach((name, mark) -> note(name, Optional.of(mark), now));
    Look look = new Look(new TreeMap<>(), new TreeMap<>(), new HashSet<>());
    seen.entrySet().removeIf(entry -> tell(look, entry.getKey(), entry.getValue(), now));
    return look;
  }

  private void note(String name, Optional<FileMark> mark, long now) {
    Seen before = seen.get(name);
    if (before == null || !before.mark().equals(mark)) {
      seen.put(name, new Seen(mark, now));
    }
  }

  /** Whether {@code name} is done with. */
  private boolean tell(Look look, String name, Seen each, long now) {
    if (now - each.sinceNanos() < settleNanos) {
      return false;
    }
    if (each.mark().isEmpty()) {
      look.gone().add(name);
      return true;
    }
    FileMark mark = each.mark().get();
    Path file = directory.resolve(name);
    boolean complete = ZipEnd.isComplete(file);
    // It may have begun to change while it was read.
    if (FileMark.of(file).equals(each.mark())) {
      (complete ? look.settled() : look.incomplete()).put(name, mark);
    }
    return false;
  }

  private Map<String, FileMark> present() throws IOException {
    Map<String, FileMark> present = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".")) {
          FileMark.of(file).ifPresent(mark -> present.put(name, mark));
        }
        if (present.size() > MAX_FILES) {
          // Those that were not seen must not be taken for files that went.
          throw new IOException(directory + " has more than " + MAX_FILES + " jars");
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return present;
  }

  /** In how many nanoseconds to look again, if something is on its way. */
  public OptionalLong nextNanos() {
    long now = clock.getAsLong();
    return seen.values().stream()
        .mapToLong(each -> each.sinceNanos() + settleNanos)
        .filter(settlesAt -> settlesAt - lookedAt > 0)
        .map(settlesAt -> Math.max(1, settlesAt - now))
        .min();
  }
}
