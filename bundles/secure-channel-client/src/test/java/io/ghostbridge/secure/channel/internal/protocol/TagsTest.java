package io.ghostbridge.secure.channel.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.it.vectors.Dudect;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TagsTest {
  private final Random random = new Random(41);

  private byte[] some(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void everyBitOfATagCountsAndNothingBesideIt() {
    byte[] mac = some(32);
    byte[] message = some(50);
    System.arraycopy(mac, 0, message, 11, 32);
    for (int bit = 0; bit < message.length * 8; bit++) {
      byte[] changed = message.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      boolean beside = bit / 8 < 11 || bit / 8 >= 43;
      assertThat(Tags.areEqual(mac, changed, 11)).as("bit %d", bit).isEqualTo(beside);
    }
    assertThat(Tags.areEqual(mac, message, 11)).isTrue();
  }

  /** Tags that differ in their first byte (class 0) or in their last (class 1). */
  @Test
  @Tag("full")
  void tagsAreComparedInEvenTime() {
    double t =
        Dudect.t(
            50_000,
            64,
            kind -> {
              byte[] mac = some(32);
              byte[] other = mac.clone();
              other[kind == 0 ? 0 : 31] ^= 1;
              return new byte[][] {mac, other};
            },
            pair -> Tags.areEqual(pair[0], pair[1], 0) ? 1 : 0);
    assertThat(t).isLessThan(Dudect.LEAK);
  }
}
