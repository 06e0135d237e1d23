package io.ghostbridge.bench.dns;

import io.ghostbridge.bench.chain.BenchNames;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The benchmark's names as peers and load generators read them. */
public final class ZoneFile {
  private static final long SAME_ORDER = 1;

  private ZoneFile() {}

  /** Writes a master file (RFC 1035, section 5) with {@code count} names. */
  public static void writeZone(Path file, int count) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write("$ORIGIN " + BenchNames.ZONE + ".\n$TTL " + BenchNames.TTL + "\n");
      out.write("@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\n");
      for (int i = 0; i < count; i++) {
        out.write(BenchNames.label(i) + " A " + BenchNames.address(i) + "\n");
      }
    }
  }

  /** Writes a question a line for dnsperf: each name once, shuffled, the same way every time. */
  public static void writeQuestions(Path file, int count) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(BenchNames.name(i) + " A");
    }
    Collections.shuffle(lines, new Random(SAME_ORDER));
    Files.write(file, lines, StandardCharsets.US_ASCII);
  }
}
