package io.ghostbridge.plugin.guard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  @Test
  void aBucketHoldsWhatIsBelowItsBoundAndNotBelowTheFormerOne() {
    for (long nanos = 1; nanos < TimeUnit.MINUTES.toNanos(2); nanos += 1 + nanos / 7) {
      int bucket = LatencyHistogram.bucket(nanos);
      assertThat(nanos).isLessThan(LatencyHistogram.upperBound(bucket));
      if (bucket > 0) {
        assertThat(nanos).isGreaterThanOrEqualTo(LatencyHistogram.upperBound(bucket - 1));
      }
    }
  }

  @Test
  void percentilesAreToldToWithinABucket() {
    LatencyHistogram histogram = new LatencyHistogram(0);
    for (int micros = 1; micros <= 10_000; micros++) {
      histogram.record(TimeUnit.MICROSECONDS.toNanos(micros), 0);
    }
    assertThat(histogram.percentileNanos(0.5, 0)).isBetween(5_000_000L, 6_300_000L);
    assertThat(histogram.percentileNanos(0.99, 0)).isBetween(9_900_000L, 12_500_000L);
    assertThat(histogram.percentileNanos(1, 0)).isBetween(10_000_000L, 12_500_000L);
  }

  @Test
  void whatIsTwoMinutesOldIsForgotten() {
    LatencyHistogram histogram = new LatencyHistogram(0);
    histogram.record(1_000_000, 0);
    assertThat(histogram.percentileNanos(0.5, TimeUnit.SECONDS.toNanos(61))).isPositive();
    assertThat(histogram.percentileNanos(0.5, TimeUnit.SECONDS.toNanos(122))).isZero();
  }

  @Test
  void withoutCallsThereIsNoLatency() {
    assertThat(new LatencyHistogram(0).percentileNanos(0.99, 0)).isZero();
  }
}
