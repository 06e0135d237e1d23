package io.ghostbridge.bench.chain;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** A genesis file that gives every account of the ledger's benchmark something to spend. */
public final class Genesis {
  /** The file's name in a configuration directory. */
  public static final String FILE = "genesis.json";

  /** In GHOST. */
  private static final String BALANCE = "1000000";

  private Genesis() {}

  /** Writes a genesis with {@code accounts} accounts. */
  public static void write(Path file, int accounts) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write("{\"allocations\": {\n");
      for (int i = 0; i < accounts; i++) {
        String address = HexFormat.of().formatHex(Accounts.address(i).toByteArray());
        out.write((i == 0 ? "" : ",\n") + "\"0x" + address + "\": \"" + BALANCE + "\"");
      }
      out.write("\n}}\n");
    }
  }
}
