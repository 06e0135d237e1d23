package io.ghostbridge.ethereum;

import io.ghostbridge.api.data.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keccak-256 as Ethereum uses it, with the padding of before FIPS 202: the state in locals, no
 * object a digest. For one thread at a time; {@link #hash(byte[])} is for any.
 */
public final class Keccak {
  /** The digest's length in bytes. */
  public static final int LENGTH = 32;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int RATE = 136;
  private static final long[] ROUND_CONSTANTS = {
    0x0000000000000001L, 0x0000000000008082L, 0x800000000000808aL, 0x8000000080008000L,
    0x000000000000808bL, 0x0000000080000001L, 0x8000000080008081L, 0x8000000000008009L,
    0x000000000000008aL, 0x0000000000000088L, 0x0000000080008009L, 0x000000008000000aL,
    0x000000008000808bL, 0x800000000000008bL, 0x8000000000008089L, 0x8000000000008003L,
    0x8000000000008002L, 0x8000000000000080L, 0x000000000000800aL, 0x800000008000000aL,
    0x8000000080008081L, 0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L
  };

  private final long[] state = new long[25];
  private final byte[] last = new byte[RATE];

  /** The digest of {@code data}. */
  public byte[] digest(byte[] data) {
    return digest(data, 0, data.length);
  }

  /** The digest of {@code length} bytes of {@code data} from {@code offset} on. */
  public byte[] digest(byte[] data, int offset, int length) {
    absorb(data, offset, length);
    byte[] result = new byte[LENGTH];
    for (int i = 0; i < LENGTH / 8; i++) {
      LONGS.set(result, 8 * i, state[i]);
    }
    return result;
  }

  /**
   * The digest of {@code length} bytes of {@code data} from {@code offset} on, as a number of four
   * longs at {@code at} of {@code target}, the least significant first.
   */
  public void digest(byte[] data, int offset, int length, long[] target, int at) {
    absorb(data, offset, length);
    target[at + 3] = Long.reverseBytes(state[0]);
    target[at + 2] = Long.reverseBytes(state[1]);
    target[at + 1] = Long.reverseBytes(state[2]);
    target[at] = Long.reverseBytes(state[3]);
  }

  /** The digest of {@code data}. Any thread. */
  public static Hash hash(byte[] data) {
    return Hash.wrap(new Keccak().digest(data));
  }

  private void absorb(byte[] data, int offset, int length) {
    if (length < RATE) {
      // Most of what contracts hash is one block: a key of a mapping, an event's name.
      begin(data, offset, length);
      permute(state);
      return;
    }
    Arrays.fill(state, 0);
    int at = offset;
    int left = length;
    while (left >= RATE) {
      xor(data, at);
      permute(state);
      at += RATE;
      left -= RATE;
    }
    System.arraycopy(data, at, last, 0, left);
    Arrays.fill(last, left, RATE, (byte) 0);
    last[left] = 1;
    last[RATE - 1] |= (byte) 0x80;
    xor(last, 0);
    permute(state);
  }

  /** The state after a first block that is the last. */
  private void begin(byte[] data, int at, int length) {
    int lanes = length >>> 3;
    for (int i = 0; i < lanes; i++) {
      state[i] = (long) LONGS.get(data, at + 8 * i);
    }
    long lane = 1;
    for (int i = length - 1; i >= 8 * lanes; i--) {
      lane = (lane << 8) | (data[at + i] & 0xff);
    }
    state[lanes] = lane;
    Arrays.fill(state, lanes + 1, state.length, 0);
    state[RATE / 8 - 1] ^= Long.MIN_VALUE;
  }

  private void xor(byte[] data, int at) {
    for (int i = 0; i < RATE / 8; i++) {
      state[i] ^= (long) LONGS.get(data, at + 8 * i);
    }
  }

  /** Keccak-f[1600] (FIPS 202, section 3.3), one round an iteration. */
  private static void permute(long[] a) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long a5 = a[5];
    long a6 = a[6];
    long a7 = a[7];
    long a8 = a[8];
    long a9 = a[9];
    long a10 = a[10];
    long a11 = a[11];
    long a12 = a[12];
    long a13 = a[13];
    long a14 = a[14];
    long a15 = a[15];
    long a16 = a[16];
    long a17 = a[17];
    long a18 = a[18];
    long a19 = a[19];
    long a20 = a[20];
    long a21 = a[21];
    long a22 = a[22];
    long a23 = a[23];
    long a24 = a[24];
    // The columns' parities, which each round leaves for the next.
    long c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
    long c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
    long c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
    long c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
    long c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
    for (long constant : ROUND_CONSTANTS) {
      // Theta.
      long d0 = c4 ^ Long.rotateLeft(c1, 1);
      long d1 = c0 ^ Long.rotateLeft(c2, 1);
      long d2 = c1 ^ Long.rotateLeft(c3, 1);
      long d3 = c2 ^ Long.rotateLeft(c4, 1);
      long d4 = c3 ^ Long.rotateLeft(c0, 1);
      // Rho and pi.
      long b0 = a0 ^ d0;
      long b1 = Long.rotateLeft(a6 ^ d1, 44);
      long b2 = Long.rotateLeft(a12 ^ d2, 43);
      long b3 = Long.rotateLeft(a18 ^ d3, 21);
      long b4 = Long.rotateLeft(a24 ^ d4, 14);
      long b5 = Long.rotateLeft(a3 ^ d3, 28);
      long b6 = Long.rotateLeft(a9 ^ d4, 20);
      long b7 = Long.rotateLeft(a10 ^ d0, 3);
      long b8 = Long.rotateLeft(a16 ^ d1, 45);
      long b9 = Long.rotateLeft(a22 ^ d2, 61);
      long b10 = Long.rotateLeft(a1 ^ d1, 1);
      long b11 = Long.rotateLeft(a7 ^ d2, 6);
      long b12 = Long.rotateLeft(a13 ^ d3, 25);
      long b13 = Long.rotateLeft(a19 ^ d4, 8);
      long b14 = Long.rotateLeft(a20 ^ d0, 18);
      long b15 = Long.rotateLeft(a4 ^ d4, 27);
      long b16 = Long.rotateLeft(a5 ^ d0, 36);
      long b17 = Long.rotateLeft(a11 ^ d1, 10);
      long b18 = Long.rotateLeft(a17 ^ d2, 15);
      long b19 = Long.rotateLeft(a23 ^ d3, 56);
      long b20 = Long.rotateLeft(a2 ^ d2, 62);
      long b21 = Long.rotateLeft(a8 ^ d3, 55);
      long b22 = Long.rotateLeft(a14 ^ d4, 39);
      long b23 = Long.rotateLeft(a15 ^ d0, 41);
      long b24 = Long.rotateLeft(a21 ^ d1, 2);
      // Chi and iota.
      a0 = b0 ^ (~b1 & b2) ^ constant;
      a1 = b1 ^ (~b2 & b3);
      a2 = b2 ^ (~b3 & b4);
      a3 = b3 ^ (~b4 & b0);
      a4 = b4 ^ (~b0 & b1);
      a5 = b5 ^ (~b6 & b7);
      a6 = b6 ^ (~b7 & b8);
      a7 = b7 ^ (~b8 & b9);
      a8 = b8 ^ (~b9 & b5);
      a9 = b9 ^ (~b5 & b6);
      a10 = b10 ^ (~b11 & b12);
      a11 = b11 ^ (~b12 & b13);
      a12 = b12 ^ (~b13 & b14);
      a13 = b13 ^ (~b14 & b10);
      a14 = b14 ^ (~b10 & b11);
      a15 = b15 ^ (~b16 & b17);
      a16 = b16 ^ (~b17 & b18);
      a17 = b17 ^ (~b18 & b19);
      a18 = b18 ^ (~b19 & b15);
      a19 = b19 ^ (~b15 & b16);
      a20 = b20 ^ (~b21 & b22);
      a21 = b21 ^ (~b22 & b23);
      a22 = b22 ^ (~b23 & b24);
      a23 = b23 ^ (~b24 & b20);
      a24 = b24 ^ (~b20 & b21);
      c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
      c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
      c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
      c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
      c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
    }
    a[0] = a0;
    a[1] = a1;
    a[2] = a2;
    a[3] = a3;
    a[4] = a4;
    a[5] = a5;
    a[6] = a6;
    a[7] = a7;
    a[8] = a8;
    a[9] = a9;
    a[10] = a10;
    a[11] = a11;
    a[12] = a12;
    a[13] = a13;
    a[14] = a14;
    a[15] = a15;
    a[16] = a16;
    a[17] = a17;
    a[18] = a18;
    a[19] = a19;
    a[20] = a20;
    a[21] = a21;
    a[22] = a22;
    a[23] = a23;
    a[24] = a24;
  }
}
