package io.ghostbridge.bench.swap;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.LoadCommand;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a node's process holds, after a collection of its garbage.
 *
 * @param threads names of its threads, but for those that the JVM itself begins and ends as it
 *     likes
 * @param bundleClassLoaders class loaders of bundles, those of removed ones that live on included
 */
record Footprint(
    List<String> threads, long files, long residentKilobytes, long bundleClassLoaders) {
  /** Compilers, carriers and timers of virtual threads, and jcmd's own end. */
  private static final Pattern OF_THE_JVM =
      Pattern.compile("C[12] Compiler|ForkJoinPool|VirtualThread|Attach Listener");

  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*(\\d+) kB$");

  /** A line of a class histogram, such as {@code 12: 40 3840 org…BundleClassLoader}. */
  private static final Pattern LOADERS =
      Pattern.compile(
          "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+org\\.apache\\.felix\\.framework\\."
              + "BundleWiringImpl\\$BundleClassLoader(\\s.*)?$");

  /**
   * Looks at the process {@code pid}.
   *
   * @throws BenchmarkException if the JVM cannot be asked
   */
  static Footprint of(long pid) throws BenchmarkException, IOException, InterruptedException {
    Path process = Path.of("/proc", Long.toString(pid));
    // Only what is reachable is in a histogram: the JVM collects before it counts.
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String histogram =
        LoadCommand.run(List.of(jcmd.toString(), Long.toString(pid), "GC.class_histogram"));
    return new Footprint(
        threads(process.resolve("task")),
        count(process.resolve("fd")),
        number(RESIDENT, Files.readString(process.resolve("status"))),
        number(LOADERS, histogram));
  }

  /** Threads that are here and were not {@code before}, by name. */
  List<String> threadsSince(Footprint before) {
    List<String> added = new ArrayList<>(threads);
    before.threads.forEach(added::remove);
    return added;
  }

  private static List<String> threads(Path tasks) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(tasks)) {
      for (Path task : found) {
        try {
          String name = Files.readString(task.resolve("comm")).strip();
          if (!OF_THE_JVM.matcher(name).lookingAt()) {
            names.add(name);
          }
        } catch (NoSuchFileException e) {
          // It ended meanwhile.
        }
      }
    }
    return names;
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    }
  }

  private static long number(Pattern pattern, String text) throws BenchmarkException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new BenchmarkException("no line like " + pattern + " in what the process says");
    }
    return Long.parseLong(matcher.group(1));
  }

  @Override
  public String toString() {
    return threads.size()
        + " threads, "
        + files
        + " files, "
        + residentKilobytes / 1024
        + " MB, "
        + bundleClassLoaders
        + " class loaders of bundles";
  }
}
