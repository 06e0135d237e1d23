package io.ghostbridge.secure.channel.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
  @Test
  void eachCounterIsTakenOnceInAnyOrder() {
    ReplayWindow window = new ReplayWindow(65_536);
    List<Long> counters = LongStream.rangeClosed(1, 20_000).boxed().collect(Collectors.toList());
    Collections.shuffle(counters, new Random(1));
    for (long counter : counters) {
      assertThat(window.take(counter)).isTrue();
    }
    for (long counter : counters) {
      assertThat(window.take(counter)).isFalse();
    }
  }

  @Test
  void zeroIsNoCounter() {
    assertThat(new ReplayWindow(1024).take(0)).isFalse();
  }

  @Test
  void whatIsBelowTheWindowCountsAsSeen() {
    ReplayWindow window = new ReplayWindow(1024);
    assertThat(window.take(5000)).isTrue();
    assertThat(window.take(5000 - 2048)).isFalse();
    assertThat(window.take(4999)).isTrue();
    assertThat(window.take(4999)).isFalse();
  }

  @Test
  void itGrowsRatherThanLoseCountersThatWereNotSeen() {
    ReplayWindow window = new ReplayWindow(65_536);
    assertThat(window.take(1)).isTrue();
    for (long counter = 3; counter < 30_000; counter++) {
      assertThat(window.take(counter)).isTrue();
    }
    assertThat(window.bits()).isGreaterThan(1024).isLessThanOrEqualTo(65_536);
    assertThat(window.take(2)).as("overtaken by 30,000 calls").isTrue();
    assertThat(window.take(2)).isFalse();
  }

  @Test
  void itStaysSmallWhileCountersComeInOrder() {
    ReplayWindow window = new ReplayWindow(65_536);
    for (long counter = 1; counter < 1_000_000; counter++) {
      assertThat(window.take(counter)).isTrue();
    }
    assertThat(window.bits()).isEqualTo(1024);
  }

  @Test
  void itNeverGrowsBeyondItsBoundWhateverComes() {
    ReplayWindow window = new ReplayWindow(4096);
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      window.take(random.nextLong());
    }
    assertThat(window.bits()).isLessThanOrEqualTo(4096);
  }

  @Test
  void theLastCountersOfAllWork() {
    ReplayWindow window = new ReplayWindow(1024);
    assertThat(window.take(Long.MAX_VALUE)).isTrue();
    assertThat(window.take(Long.MIN_VALUE)).as("2^63").isTrue();
    assertThat(window.take(-1L)).as("2^64 - 1").isTrue();
    assertThat(window.take(-1L)).isFalse();
    assertThat(window.take(-2L)).isTrue();
    assertThat(window.take(1)).isFalse();
  }

  @Test
  void noCounterIsEverTakenTwiceAgainstAPlainSet() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      ReplayWindow window = new ReplayWindow(2048);
      Set<Long> taken = new HashSet<>();
      long base = random.nextLong(1L << 40) + 1;
      for (int i = 0; i < 5000; i++) {
        long counter = base + i + random.nextLong(3000) - 1500;
        if (counter > 0 && window.take(counter)) {
          assertThat(taken.add(counter)).as("counter %d", counter).isTrue();
        }
      }
      assertThat(taken).hasSizeGreaterThan(1000);
    }
  }

  @Test
  void aSizeThatIsNoPowerOfTwoIsRefused() {
    assertThatThrownBy(() -> new ReplayWindow(1000))
        .hasMessage("a window of 1000 bits, expected a power of two from 1024 on");
  }
}
