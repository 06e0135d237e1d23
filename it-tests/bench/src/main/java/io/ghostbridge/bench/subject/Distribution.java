package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.BenchmarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The distribution as {@code ./gb} lays it out before it is packed.
 *
 * @param home its directory
 */
record Distribution(Path home) {
  /** Flags that {@code bin/ghostbridge} gives to every JVM. */
  private static final List<String> ALWAYS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=deny",
          "-XX:+UseCompactObjectHeaders");

  /** The one in the repository at {@code root}. */
  static Distribution in(Path root) {
    return new Distribution(root.resolve("distribution/target/ghostbridge"));
  }

  /**
   * The script that operators call.
   *
   * @throws BenchmarkException if the distribution is not built
   */
  Path launcher() throws BenchmarkException {
    Path launcher = home.resolve("bin/ghostbridge");
    if (!Files.isExecutable(launcher)) {
      throw new BenchmarkException(
          "there is no distribution in " + home + "; build it with: ./gb dist");
    }
    return launcher;
  }

  /** The JVM flags of a node, so that a peer in Java can run with the same. */
  List<String> jvmFlags() throws IOException {
    List<String> flags = new ArrayList<>(ALWAYS);
    Path options = home.resolve("config/jvm.options");
    if (Files.isReadable(options)) {
      Files.readAllLines(options, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("-"))
          .forEach(flags::add);
    }
    return flags;
  }
}
