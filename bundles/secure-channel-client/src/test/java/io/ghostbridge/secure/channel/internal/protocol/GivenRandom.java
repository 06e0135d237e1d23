package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.Random;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Queue;

/** Gives what it was told to, in order: to repeat a vector. */
final class GivenRandom implements Random {
  private final Queue<byte[]> values = new ArrayDeque<>();

  GivenRandom(String... hex) {
    for (String value : hex) {
      values.add(HexFormat.of().parseHex(value));
    }
  }

  @Override
  public void nextBytes(byte[] bytes) {
    byte[] value = values.remove();
    if (value.length != bytes.length) {
      throw new IllegalStateException(
          bytes.length + " bytes are asked for, given are " + value.length);
    }
    System.arraycopy(value, 0, bytes, 0, bytes.length);
    Arrays.fill(value, (byte) 0);
  }

  @Override
  public String algorithm() {
    return "given";
  }
}
