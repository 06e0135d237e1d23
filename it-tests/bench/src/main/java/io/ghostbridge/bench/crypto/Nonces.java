package io.ghostbridge.bench.crypto;

/** Nonces that never come twice: a counter. */
final class Nonces {
  private final int length;
  private long count;

  Nonces(int length) {
    this.length = length;
  }

  byte[] next() {
    byte[] nonce = new byte[length];
    long rest = ++count;
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[i] = (byte) rest;
      rest >>>= 8;
    }
    return nonce;
  }
}
