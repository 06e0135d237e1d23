package io.ghostbridge.client.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.client.BreakerPolicy;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndpointBreakerTest {
  private static final BreakerPolicy POLICY = new BreakerPolicy(10, 50, Duration.ofMillis(10));

  private final EndpointBreaker breaker = new EndpointBreaker("node", POLICY, () -> {});

  @Test
  void trialsThatNeverEndDoNotKeepTheEndpointAwayForEver() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      assertThat(breaker.permits()).isTrue();
      breaker.ended(Status.UNAVAILABLE, 1);
      if (breaker.isOpen()) {
        break;
      }
    }
    assertThat(breaker.isOpen()).isTrue();
    // Three rounds of trials, none of which is reported.
    for (int trial = 0; trial < 30; trial++) {
      awaitPermission();
    }
    awaitPermission();
    while (breaker.isOpen()) {
      awaitPermission();
    }
    for (int i = 0; i < 10; i++) {
      breaker.ended(Status.OK, 1);
    }
    assertThat(breaker.permits()).isTrue();
  }

  private void awaitPermission() throws InterruptedException {
    while (!breaker.permits()) {
      Thread.sleep(1);
    }
  }
}
