package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.word.machine.internal.word.Division;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What an execution works in and the next one can use again: nothing in it can be observed by a
 * contract. For one execution at a time.
 */
final class Workspace {
  /** The stack after few nested calls; a larger one is not kept. */
  private static final int MOST_LONGS = 16 * Execution.STACK_LONGS;

  final long[] scratch = new long[Division.SCRATCH];
  final KeptDigests keccak = new KeptDigests();
  final Addresses addresses = new Addresses();
  long[] stack = new long[2 * Execution.STACK_LONGS];

  /** Those that wait to be used again. Safe for use by any thread. */
  static final class Pool {
    private static final int MOST = 8;

    private final AtomicReferenceArray<@Nullable Workspace> idle = new AtomicReferenceArray<>(MOST);

    /** One for the caller alone, until it gives it back, or never does. */
    Workspace take() {
      for (int i = 0; i < MOST; i++) {
        if (idle.get(i) != null) {
          Workspace taken = idle.getAndSet(i, null);
          if (taken != null) {
            return taken;
          }
        }
      }
      return new Workspace();
    }

    /** The caller uses it no more. */
    void give(Workspace workspace) {
      if (workspace.stack.length > MOST_LONGS) {
        workspace.stack = new long[2 * Execution.STACK_LONGS];
      }
      for (int i = 0; i < MOST; i++) {
        if (idle.get(i) == null && idle.compareAndSet(i, null, workspace)) {
          return;
        }
      }
    }
  }
}
