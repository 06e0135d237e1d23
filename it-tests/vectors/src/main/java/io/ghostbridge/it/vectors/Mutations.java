package io.ghostbridge.it.vectors;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Inputs for decoders: valid ones and what is nearly one. They seed the fuzzer, and are all that
 * runs where nobody fuzzes; the same each time.
 */
public final class Mutations {
  private static final byte[] EDGES = {0, 1, 0x30, 0x7f, (byte) 0x80, (byte) 0xff};

  private Mutations() {}

  /**
   * Each of {@code valid}, whole, cut, longer, uniform, and {@code count} times with something
   * changed.
   */
  public static Stream<byte[]> of(int count, byte[]... valid) {
    Random random = new Random(31);
    return Arrays.stream(valid)
        .flatMap(
            one ->
                Stream.concat(
                    lengths(one), IntStream.range(0, count).mapToObj(i -> changed(one, random))));
  }

  private static Stream<byte[]> lengths(byte[] one) {
    byte[] high = new byte[one.length];
    Arrays.fill(high, (byte) 0xff);
    return Stream.of(
        one.clone(),
        new byte[0],
        Arrays.copyOf(one, 1),
        Arrays.copyOf(one, one.length / 2),
        Arrays.copyOf(one, Math.max(0, one.length - 1)),
        Arrays.copyOf(one, one.length + 1),
        Arrays.copyOf(one, 2 * one.length),
        new byte[one.length],
        high);
  }

  private static byte[] changed(byte[] one, Random random) {
    byte[] copy = one.clone();
    if (copy.length == 0) {
      return copy;
    }
    int at = random.nextInt(copy.length);
    switch (random.nextInt(5)) {
      case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[at] = EDGES[random.nextInt(EDGES.length)];
      case 2 -> copy[0] ^= (byte) (1 << random.nextInt(8));
      case 3 -> copy[copy.length - 1] ^= (byte) (1 << random.nextInt(8));
      default -> {
        int from = random.nextInt(copy.length);
        int length = Math.min(copy.length - from, copy.length - at);
        System.arraycopy(one, from, copy, at, length);
      }
    }
    return copy;
  }
}
