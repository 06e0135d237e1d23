package io.ghostbridge.bench.swap;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.LoadCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a node's process holds, after a collection of its garbage.
 *
 * @param bundleClassLoaders class loaders of bundles, those of removed ones that live on included
 */
record Footprint(long threads, long files, long residentKilobytes, long bundleClassLoaders) {
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
        count(process.resolve("task")),
        count(process.resolve("fd")),
        number(RESIDENT, Files.readString(process.resolve("status"))),
        number(LOADERS, histogram));
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
}
