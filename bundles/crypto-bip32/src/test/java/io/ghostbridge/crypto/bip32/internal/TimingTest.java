package io.ghostbridge.crypto.bip32.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.it.vectors.Dudect;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The text of extended private keys, by statistics: one key (class 0) against random ones. */
@Tag("full")
class TimingTest {
  private static final byte[] VERSION = HexFormat.of().parseHex("0488ade4");
  private static final int LENGTH = 78;
  private static final int KEY = 46;

  private final Random random = new Random(37);

  private byte[] payload(int kind) {
    byte[] payload = new byte[LENGTH];
    Arrays.fill(payload, (byte) 1);
    System.arraycopy(VERSION, 0, payload, 0, VERSION.length);
    payload[KEY - 1] = 0;
    if (kind == 1) {
      byte[] key = new byte[LENGTH - KEY];
      random.nextBytes(key);
      System.arraycopy(key, 0, payload, KEY, key.length);
    }
    return payload;
  }

  @Test
  void aKeyIsWrittenInEvenTime() {
    double t = Dudect.t(30_000, 1, this::payload, payload -> Base58Check.encode(payload)[LENGTH]);
    assertThat(t).isLessThan(Dudect.LEAK);
  }

  @Test
  void aKeyIsReadInEvenTime() {
    double t =
        Dudect.t(
            30_000,
            1,
            kind -> Base58Check.encode(payload(kind)),
            text -> Base58Check.decode(text)[KEY]);
    assertThat(t).isLessThan(Dudect.LEAK);
  }
}
