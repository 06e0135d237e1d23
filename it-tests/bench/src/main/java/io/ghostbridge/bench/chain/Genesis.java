package io.ghostbridge.bench.chain;

import com.google.protobuf.ByteString;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.stream.IntStream;

/** A genesis file that gives every account of the ledger's benchmark something to spend. */
public final class Genesis {
  /** The file's name in a configuration directory. */
  public static final String FILE = "genesis.json";

  /** In GHOST. */
  private static final String BALANCE = "1000000";

  private Genesis() {}

  /** Writes a genesis with {@code accounts} accounts. */
  public static void write(Path file, int accounts) throws IOException {
    write(file, IntStream.range(0, accounts).mapToObj(Accounts::address).iterator());
  }

  /** Writes a genesis with these accounts, by their addresses of 20 bytes. */
  public static void write(Path file, Iterator<ByteString> accounts) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write("{\"allocations\": {\n");
      String before = "";
      while (accounts.hasNext()) {
        String address = HexFormat.of().formatHex(accounts.next().toByteArray());
        out.write(before + "\"0x" + address + "\": \"" + BALANCE + "\"");
        before = ",\n";
      }
      out.write("\n}}\n");
    }
  }
}
