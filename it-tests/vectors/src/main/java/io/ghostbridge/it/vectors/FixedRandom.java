package io.ghostbridge.it.vectors;

import io.ghostbridge.api.crypto.Random;

/** Gives out the bytes of a vector, once. */
public final class FixedRandom implements Random {
  private final byte[] bytes;
  private int at;

  /** Will give out {@code bytes}. */
  public FixedRandom(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  @Override
  public String algorithm() {
    return "fixed";
  }

  @Override
  public void nextBytes(byte[] target) {
    if (target.length > bytes.length - at) {
      throw new IllegalStateException(
          "asked for " + target.length + " bytes, the vector has " + (bytes.length - at) + " left");
    }
    System.arraycopy(bytes, at, target, 0, target.length);
    at += target.length;
  }
}
