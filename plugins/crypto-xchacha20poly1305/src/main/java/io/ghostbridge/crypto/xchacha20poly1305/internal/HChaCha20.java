package io.ghostbridge.crypto.xchacha20poly1305.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * HChaCha20 (draft-irtf-cfrg-xchacha-03, section 2.2): a key for each of 2^128 nonces. Additions,
 * exclusive ors and rotations of fixed length only, so that its time tells nothing of the key.
 */
final class HChaCha20 {
  static final int KEY_LENGTH = 32;
  static final int NONCE_LENGTH = 16;

  private static final int ROUNDS = 20;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private HChaCha20() {}

  /**
   * @param key 32 bytes
   * @param nonce of which the first 16 bytes count
   * @return 32 bytes
   */
  static byte[] subkey(byte[] key, byte[] nonce) {
    int[] state = new int[16];
    // "expand 32-byte k"
    state[0] = 0x61707865;
    state[1] = 0x3320646e;
    state[2] = 0x79622d32;
    state[3] = 0x6b206574;
    for (int i = 0; i < 8; i++) {
      state[4 + i] = (int) WORD.get(key, 4 * i);
    }
    for (int i = 0; i < 4; i++) {
      state[12 + i] = (int) WORD.get(nonce, 4 * i);
    }
    for (int round = 0; round < ROUNDS; round += 2) {
      quarter(state, 0, 4, 8, 12);
      quarter(state, 1, 5, 9, 13);
      quarter(state, 2, 6, 10, 14);
      quarter(state, 3, 7, 11, 15);
      quarter(state, 0, 5, 10, 15);
      quarter(state, 1, 6, 11, 12);
      quarter(state, 2, 7, 8, 13);
      quarter(state, 3, 4, 9, 14);
    }
    byte[] subkey = new byte[KEY_LENGTH];
    for (int i = 0; i < 4; i++) {
      WORD.set(subkey, 4 * i, state[i]);
      WORD.set(subkey, 16 + 4 * i, state[12 + i]);
    }
    Arrays.fill(state, 0);
    return subkey;
  }

  /** RFC 8439, section 2.1. */
  private static void quarter(int[] s, int a, int b, int c, int d) {
    s[a] += s[b];
    s[d] = Integer.rotateLeft(s[d] ^ s[a], 16);
    s[c] += s[d];
    s[b] = Integer.rotateLeft(s[b] ^ s[c], 12);
    s[a] += s[b];
    s[d] = Integer.rotateLeft(s[d] ^ s[a], 8);
    s[c] += s[d];
    s[b] = Integer.rotateLeft(s[b] ^ s[c], 7);
  }
}
