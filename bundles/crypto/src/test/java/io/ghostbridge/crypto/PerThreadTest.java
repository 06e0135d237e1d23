package io.ghostbridge.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PerThreadTest {
  private final PerThread<AtomicInteger> objects = new PerThread<>(AtomicInteger::new);

  @Test
  void aThreadTakesItsOwnAgain() {
    PerThread.Lease<AtomicInteger> first = objects.take();
    first.end();
    assertThat(objects.take().object()).isSameAs(first.object());
  }

  @Test
  void whatIsTakenOrFailedHalfwayIsNotTakenAgain() {
    AtomicInteger taken = objects.take().object();
    PerThread.Lease<AtomicInteger> second = objects.take();
    assertThat(second.object()).isNotSameAs(taken);
    second.end();
    assertThat(objects.take().object()).isSameAs(second.object());
  }

  @Test
  void noTwoThreadsUseOneObjectAtOnce() throws Exception {
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      Callable<Boolean> use =
          () -> {
            boolean alone = true;
            for (int i = 0; i < 2_000; i++) {
              PerThread.Lease<AtomicInteger> lease = objects.take();
              alone &= lease.object().getAndIncrement() == 0;
              if (i % 500 == 0) {
                // Gives up its carrier, which another thread goes on with.
                LockSupport.parkNanos(1);
              }
              lease.object().getAndDecrement();
              lease.end();
            }
            return alone;
          };
      List<Future<Boolean>> verdicts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        verdicts.add(threads.submit(use));
      }
      for (Future<Boolean> verdict : verdicts) {
        assertThat(verdict.get()).isTrue();
      }
    }
  }
}
