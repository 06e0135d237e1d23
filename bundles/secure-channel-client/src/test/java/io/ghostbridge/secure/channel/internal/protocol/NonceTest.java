package io.ghostbridge.secure.channel.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A nonce is the counter and the sequence, and nothing else: each pair gives another one. */
class NonceTest {
  private static final SessionId SESSION = new SessionId(1, 2);

  private static String nonce(int flags, long counter, int sequence, long time) {
    return HexFormat.of()
        .formatHex(
            new Authenticator(flags, 0, new Stamp(SESSION, counter, sequence, time)).nonce());
  }

  @Test
  void eachMessageOfEachCallHasANonceOfItsOwn() {
    long[] counters = {1, 2, 255, 256, 1L << 31, 1L << 32, 1L << 62, Long.MIN_VALUE, -1};
    int[] sequences = {0, 1, 2, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};
    Set<String> nonces = new HashSet<>();
    for (long counter : counters) {
      for (int sequence : sequences) {
        assertThat(nonces.add(nonce(1, counter, sequence, 5)))
            .as("call %s, message %s", counter, sequence)
            .isTrue();
      }
    }
  }

  @Test
  void timeAndFlagsDoNotMakeItAnother() {
    assertThat(nonce(1, 7, 3, 5))
        .isEqualTo(nonce(3, 7, 3, 6))
        .isEqualTo("000000000000000700000003");
  }
}
