package io.ghostbridge.plugin.guard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.plugin.PluginStatistics;
import io.ghostbridge.plugin.guard.internal.Breaker.Effect;
import io.ghostbridge.plugin.guard.internal.Breaker.Permit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Five errors in a minute, and half of the calls, open it for a second; two successes close it. */
class BreakerTest {
  private static final Duration OPEN = Duration.ofSeconds(1);

  private final Breaker breaker = new Breaker(TestFramework.settings());
  private long now = 1_000_000_000L;

  @Test
  void fewErrorsAmongManyCallsDoNotOpenIt() {
    for (int i = 0; i < 100; i++) {
      breaker.succeeded(breaker.admit(now), now);
    }
    for (int i = 0; i < 99; i++) {
      assertThat(fail()).isEqualTo(Effect.NONE);
    }
    assertThat(fail()).isEqualTo(Effect.OPENED);
    assertThat(breaker.cause()).startsWith("100 of 200 calls failed within 60000 ms");
  }

  @Test
  void errorsOfLongAgoDoNotCount() {
    for (int i = 0; i < 4; i++) {
      fail();
    }
    now += Duration.ofSeconds(66).toNanos();
    assertThat(fail()).isEqualTo(Effect.NONE);
    assertThat(breaker.state()).isEqualTo(PluginStatistics.Breaker.CLOSED);
  }

  @Test
  void halfOpenLetsOnlyAsManyThroughAsCloseIt() {
    open();
    assertThat(breaker.admit(now)).isEqualTo(Permit.REFUSED);
    now += OPEN.toNanos();
    assertThat(breaker.admit(now)).isEqualTo(Permit.PROBE);
    assertThat(breaker.admit(now)).isEqualTo(Permit.PROBE);
    assertThat(breaker.admit(now)).isEqualTo(Permit.REFUSED);
    assertThat(breaker.succeeded(Permit.PROBE, now)).isFalse();
    assertThat(breaker.succeeded(Permit.PROBE, now)).isTrue();
    assertThat(breaker.admit(now)).isEqualTo(Permit.CALL);
    assertThat(breaker.cause()).isNull();
  }

  @Test
  void aProbeThatFailsOpensItAgain() {
    open();
    now += OPEN.toNanos();
    assertThat(breaker.admit(now)).isEqualTo(Permit.PROBE);
    assertThat(breaker.failed(Permit.PROBE, "still", OPEN, now)).isEqualTo(Effect.PROBE_FAILED);
    assertThat(breaker.admit(now)).isEqualTo(Permit.REFUSED);
    assertThat(breaker.cause()).isEqualTo("a trial call failed: still");
  }

  @Test
  void aProbeThatItsClientCancelsGivesItsPlaceToAnother() {
    open();
    now += OPEN.toNanos();
    assertThat(breaker.admit(now)).isEqualTo(Permit.PROBE);
    assertThat(breaker.admit(now)).isEqualTo(Permit.PROBE);
    breaker.undecided(Permit.PROBE);
    assertThat(breaker.admit(now)).isEqualTo(Permit.PROBE);
  }

  @Test
  void whatWasCalledBeforeItOpenedDoesNotDecideOfIt() {
    Permit early = breaker.admit(now);
    open();
    now += OPEN.toNanos();
    assertThat(breaker.admit(now)).isEqualTo(Permit.PROBE);
    breaker.succeeded(early, now);
    assertThat(breaker.state()).isEqualTo(PluginStatistics.Breaker.HALF_OPEN);
    assertThat(breaker.failed(early, "late", OPEN, now)).isEqualTo(Effect.NONE);
    assertThat(breaker.state()).isEqualTo(PluginStatistics.Breaker.HALF_OPEN);
  }

  @Test
  void heldItStaysOpenWhateverTimePasses() {
    open();
    breaker.hold();
    now += Duration.ofDays(1).toNanos();
    assertThat(breaker.admit(now)).isEqualTo(Permit.REFUSED);
    breaker.halfOpen();
    assertThat(breaker.admit(now)).isEqualTo(Permit.PROBE);
  }

  private void open() {
    for (int i = 0; i < 4; i++) {
      assertThat(fail()).isEqualTo(Effect.NONE);
    }
    assertThat(fail()).isEqualTo(Effect.OPENED);
  }

  private Effect fail() {
    return breaker.failed(breaker.admit(now), "broken", OPEN, now);
  }
}
