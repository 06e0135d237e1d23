package io.ghostbridge.secure.channel.internal;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** SHA-256's compression of one block (FIPS 180-4, section 6.2.2), to know the state behind it. */
final class Sha256Block {
  private static final int WORDS = 64;

  private Sha256Block() {}

  /** The state after {@code block}, the first one of a message, big-endian. */
  static byte[] stateAfter(byte[] block) {
    int[] constants = new int[WORDS];
    int[] hash = new int[8];
    int prime = 1;
    for (int i = 0; i < WORDS; i++) {
      do {
        prime++;
      } while (!BigInteger.valueOf(prime).isProbablePrime(20));
      constants[i] = fraction(prime, 3);
      if (i < hash.length) {
        hash[i] = fraction(prime, 2);
      }
    }
    int[] w = new int[WORDS];
    ByteBuffer.wrap(block).asIntBuffer().get(w, 0, 16);
    for (int t = 16; t < WORDS; t++) {
      int s0 = turned(w[t - 15], 7) ^ turned(w[t - 15], 18) ^ (w[t - 15] >>> 3);
      int s1 = turned(w[t - 2], 17) ^ turned(w[t - 2], 19) ^ (w[t - 2] >>> 10);
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    int[] v = hash.clone();
    for (int t = 0; t < WORDS; t++) {
      int s1 = turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25);
      int s0 = turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22);
      int t1 = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + constants[t] + w[t];
      int t2 = s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
      System.arraycopy(v, 0, v, 1, 7);
      v[4] += t1;
      v[0] = t1 + t2;
    }
    ByteBuffer state = ByteBuffer.allocate(32);
    for (int i = 0; i < hash.length; i++) {
      state.putInt(hash[i] + v[i]);
    }
    return state.array();
  }

  private static int turned(int word, int bits) {
    return Integer.rotateRight(word, bits);
  }

  /** The first 32 bits of the fraction of the square or cube root of {@code prime}. */
  private static int fraction(int prime, int root) {
    BigInteger scaled = BigInteger.valueOf(prime).shiftLeft(32 * root);
    BigInteger low = BigInteger.ZERO;
    BigInteger high = BigInteger.ONE.shiftLeft(40);
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      if (middle.pow(root).compareTo(scaled) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low.intValue();
  }
}
