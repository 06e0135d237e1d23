package io.ghostbridge.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.it.vectors.Dudect;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Own comparisons and own arithmetic on secrets, by statistics. */
@Tag("full")
class TimingTest {
  private static final int LENGTH = 4096;

  private final Random random = new Random(29);

  /** Two arrays that differ in their first byte (class 0) or in their last (class 1). */
  private byte[][] differing(int kind) {
    byte[] one = new byte[LENGTH];
    random.nextBytes(one);
    byte[] other = one.clone();
    other[kind == 0 ? 0 : LENGTH - 1] ^= 1;
    return new byte[][] {one, other};
  }

  @Test
  void theDetectorFindsAComparisonThatStopsEarly() {
    double t =
        Dudect.t(
            20_000,
            4,
            this::differing,
            pair -> {
              for (int i = 0; i < LENGTH; i++) {
                if (pair[0][i] != pair[1][i]) {
                  return i;
                }
              }
              return LENGTH;
            });
    assertThat(t).isGreaterThan(Dudect.LEAK);
  }

  @Test
  void secretsAreComparedInEvenTime() {
    double t =
        Dudect.t(
            50_000,
            4,
            kind -> {
              byte[][] pair = differing(kind);
              return new SecretBytes[] {SecretBytes.wrap(pair[0]), SecretBytes.wrap(pair[1])};
            },
            pair -> pair[0].equals(pair[1]) ? 1 : 0);
    assertThat(t).isLessThan(Dudect.LEAK);
  }

  @Test
  void aTagIsVerifiedInEvenTime() {
    JcaMac hmac = new JcaMac("hmac", "HmacSHA512", Providers.jdk("SunJCE")) {};
    try (MacKey key = hmac.key(SecretBytes.wrap(new byte[32]))) {
      byte[] message = new byte[32];
      double t =
          Dudect.t(
              50_000,
              4,
              kind -> {
                byte[] tag = key.mac(message);
                tag[kind == 0 ? 0 : tag.length - 1] ^= 1;
                return tag;
              },
              tag -> key.verify(message, tag) ? 1 : 0);
      assertThat(t).isLessThan(Dudect.LEAK);
    }
  }

  /** Scalars with two bits set against random ones. */
  @Test
  void theLadderTakesEvenTime() {
    PureSecp256k1 curve = new PureSecp256k1();
    byte[] peer = curve.publicKey(scalar(1));
    double t =
        Dudect.t(
            3_000,
            1,
            this::scalar,
            scalar -> curve.agree(scalar, peer).map(x -> (int) x[0]).orElse(0));
    assertThat(t).isLessThan(Dudect.LEAK);
  }

  private byte[] scalar(int kind) {
    byte[] scalar = new byte[32];
    if (kind == 1) {
      random.nextBytes(scalar);
    }
    scalar[0] = 0x10;
    scalar[31] |= 1;
    return scalar;
  }
}
