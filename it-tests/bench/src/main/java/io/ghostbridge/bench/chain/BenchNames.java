package io.ghostbridge.bench.chain;

import io.ghostbridge.proto.ledger.v1.NameRecord;
import java.util.Locale;

/** The names that benchmarks register: each has one A record, which its number determines. */
public final class BenchNames {
  /** The zone. */
  public static final String ZONE = "ghost";

  /** Seconds. */
  public static final int TTL = 300;

  private BenchNames() {}

  /** The first label of name {@code number}. */
  public static String label(int number) {
    return String.format(Locale.ROOT, "bench%06d", number);
  }

  /** The name {@code number}, without a final dot. */
  public static String name(int number) {
    return label(number) + "." + ZONE;
  }

  /** The address of name {@code number}: 10.0.0.0 plus the number. */
  public static String address(int number) {
    return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
  }

  /** The one record of name {@code number}. */
  public static NameRecord record(int number) {
    return NameRecord.newBuilder().setType("A").setValue(address(number)).setTtl(TTL).build();
  }
}
