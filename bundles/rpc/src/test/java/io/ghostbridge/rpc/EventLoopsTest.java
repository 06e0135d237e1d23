package io.ghostbridge.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private Thread threadOf(EventExecutor executor) {
    Thread thread = executor.submit(Thread::currentThread).syncUninterruptibly().getNow();
    threads.add(thread);
    return thread;
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    new EventLoops<>("closed", 2, true, this::threadOf, thread -> {}).close();
    assertThat(threads).hasSize(2);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void aLoopThatCannotBeMadeEndsTheThreadsOfTheOthers() throws Exception {
    List<Thread> before = new ArrayList<>();
    assertThatThrownBy(
            () ->
                new EventLoops<>(
                    "refused",
                    3,
                    true,
                    executor -> {
                      before.add(threadOf(executor));
                      if (before.size() == 2) {
                        throw new IllegalStateException("no second one");
                      }
                      return executor;
                    },
                    loop -> {}))
        .hasMessage("no second one");
    assertThat(before).hasSize(2);
    for (Thread thread : before) {
      thread.join();
    }
  }
}
