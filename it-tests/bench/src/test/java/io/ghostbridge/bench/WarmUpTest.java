package io.ghostbridge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  /** How many of {@code rates} are taken. */
  private static int loads(int patience, double... rates) throws Exception {
    AtomicInteger taken = new AtomicInteger();
    double last = WarmUp.untilStable("the test", patience, () -> rates[taken.getAndIncrement()]);
    assertThat(last).isEqualTo(rates[taken.get() - 1]);
    return taken.get();
  }

  @Test
  void loadsThatBringNoGrowthEndIt() throws Exception {
    assertThat(loads(2, 100, 200, 201, 199, 400)).isEqualTo(4);
  }

  @Test
  void growthAfterAPauseIsWaitedForAsLongAsPatienceLasts() throws Exception {
    assertThat(loads(2, 100, 100, 100, 200, 200, 200, 200)).isEqualTo(3);
    assertThat(loads(3, 100, 100, 100, 200, 200, 200, 200)).isEqualTo(7);
  }

  @Test
  void smallStepsAddUp() throws Exception {
    assertThat(loads(2, 100, 102, 104, 106, 108, 110, 110, 110)).isEqualTo(7);
  }

  @Test
  void rateThatComesBackToWhatItWasHasNotGrown() throws Exception {
    assertThat(loads(2, 100, 50, 101, 102)).isEqualTo(3);
  }
}
