package io.ghostbridge.wasm.internal.run;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles programs one after the other on a thread of its own. What does not fit the queue is
 * asked for again by the contract's next call.
 */
final class CompilerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerThread.class);
  private static final int QUEUE = 64;
  private static final long CLOSE_SECONDS = 30;

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          0,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          task -> {
            Thread thread = new Thread(null, task, "wasm-compiler", 4L << 20);
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  private final Set<Program> waiting = ConcurrentHashMap.newKeySet();

  /** Asks for {@code program} to be compiled soon. Does not block. */
  void request(Program program) {
    if (waiting.size() < QUEUE && waiting.add(program)) {
      executor.execute(() -> compile(program));
    }
  }

  private void compile(Program program) {
    try {
      RuntimeException refusal = program.compile();
      if (refusal != null) {
        LOG.warn(
            "contract stays interpreted module_bytes={} reason={}",
            program.weight(),
            refusal.toString());
      }
    } finally {
      waiting.remove(program);
    }
  }

  /** Drops what waits and lets what runs end, which the bounds of a module see to. */
  @Override
  public void close() {
    executor.shutdownNow();
    boolean interrupted = false;
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a compilation did not end within {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
