package io.ghostbridge.client.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuicMemoryTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final QuicMemory memory = new QuicMemory(Duration.ofMinutes(5));

  @Test
  void whereTcpWorksItIsAvoidedForLongerAndLongerUpToTheBound() {
    assertThat(memory.isTrusted()).isTrue();
    long now = 7;
    long expected = SECOND;
    for (int i = 0; i < 20; i++) {
      memory.failed(now, true);
      assertThat(memory.isTrusted()).isFalse();
      assertThat(memory.mayTry(now + expected * 7 / 10)).as("pause %d", i).isFalse();
      now += expected * 13 / 10;
      assertThat(memory.mayTry(now)).as("pause %d", i).isTrue();
      expected = Math.min(expected * 2, TimeUnit.MINUTES.toNanos(5));
    }
    memory.worked();
    assertThat(memory.isTrusted()).isTrue();
    assertThat(memory.mayTry(now)).isTrue();
    memory.failed(now, true);
    assertThat(memory.mayTry(now + 2 * SECOND)).as("begins anew").isTrue();
  }

  @Test
  void aNodeThatIsAwaySaysNothingOfQuicAndIsTriedAgainSoon() {
    long now = Long.MAX_VALUE - SECOND;
    for (int i = 0; i < 20; i++) {
      memory.failed(now, false);
      assertThat(memory.isTrusted()).isTrue();
      assertThat(memory.mayTry(now)).isFalse();
      now += 2 * SECOND;
      assertThat(memory.mayTry(now)).isTrue();
    }
  }
}
