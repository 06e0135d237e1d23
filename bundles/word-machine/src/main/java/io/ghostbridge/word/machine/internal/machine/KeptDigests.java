package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.ethereum.Keccak;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Keccak-256 that keeps the digests of 64 bytes, a mapping's key and place: contracts ask for the
 * same ones again, to read and to write, and in each call. Other lengths are digested each time.
 * For one thread at a time.
 */
public final class KeptDigests {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final int PAIR = 64;
  private static final int PAIR_LANES = PAIR / 8;
  private static final int LANES = PAIR_LANES + 4;
  private static final int PAIRS = 256;

  private final Keccak keccak = new Keccak();
  private final long[] kept = new long[PAIRS * LANES];

  /** The digest of bytes of {@code data}, as a word at {@code i} of {@code s}. */
  public void digest(byte[] data, int offset, int length, long[] s, int i) {
    if (length != PAIR) {
      keccak.digest(data, offset, length, s, i);
      return;
    }
    long l1 = (long) LONGS.get(data, offset + 8);
    long l2 = (long) LONGS.get(data, offset + 16);
    long l3 = (long) LONGS.get(data, offset + 24);
    long l7 = (long) LONGS.get(data, offset + 56);
    int k = LANES * (int) ((((l1 ^ l2 ^ l3) * MIX ^ l7) * MIX) >>> 56);
    if (isKept(data, offset, k)) {
      System.arraycopy(kept, k + PAIR_LANES, s, i, 4);
      return;
    }
    keccak.digest(data, offset, PAIR, s, i);
    for (int lane = 0; lane < PAIR_LANES; lane++) {
      kept[k + lane] = (long) LONGS.get(data, offset + 8 * lane);
    }
    System.arraycopy(s, i, kept, k + PAIR_LANES, 4);
  }

  /** A place that was not used yet has a digest that begins with a zero. */
  private boolean isKept(byte[] data, int at, int k) {
    long differs = kept[k + PAIR_LANES] == 0 ? 1 : 0;
    for (int lane = 0; lane < PAIR_LANES; lane++) {
      differs |= kept[k + lane] ^ (long) LONGS.get(data, at + 8 * lane);
    }
    return differs == 0;
  }
}
