package io.ghostbridge.crypto.chacha20poly1305.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the Java compiler has instructions for ChaCha20-Poly1305 here that make it faster than a
 * library: sixteen blocks at once in registers of 512 bits, and products of 52 bits for Poly1305.
 */
final class Processor {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final List<String> NEEDED = List.of("avx512vl", "avx512bw", "avx512ifma");

  private Processor() {}

  /** What Linux says of the first processor; {@code false} elsewhere. */
  static boolean isWide() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines.filter(line -> line.startsWith("flags")).limit(1).anyMatch(Processor::isWide);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** The same of a line of flags. */
  static boolean isWide(String flags) {
    return List.of(flags.split("\\s+")).containsAll(NEEDED);
  }
}
