package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.ledger.internal.execution.Machines;
import io.ghostbridge.ledger.internal.execution.StateCheck;
import io.ghostbridge.ledger.internal.log.BlockLog;
import io.ghostbridge.ledger.internal.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;

/**
 * Executes a chain again from its first block, into a state of its own beside the chain's, and
 * checks that state; one at a time. Safe for use by any thread.
 */
final class ChainVerification {
  private static final int CACHE_MEGABYTES = 16;

  private final ChainSettings settings;
  private final Machines machines;
  private final BlockLog blocks;
  private final Amount totalSupply;
  private final ReentrantLock running = new ReentrantLock();

  ChainVerification(
      ChainSettings settings, Machines machines, BlockLog blocks, Amount totalSupply) {
    this.settings = settings;
    this.machines = machines;
    this.blocks = blocks;
    this.totalSupply = totalSupply;
  }

  /**
   * Verifies all up to {@code head}.
   *
   * @param progress is told the height of each block that was executed, and whether to go on
   * @return what is wrong, or empty; empty, too, where it was not to go on
   * @throws IllegalStateException if one is under way
   */
  Optional<String> run(Block head, LongPredicate progress) {
    if (!running.tryLock()) {
      throw new IllegalStateException("a verification of the chain is under way already");
    }
    try {
      Path file = settings.directory().resolve("verify.mv");
      Files.deleteIfExists(file);
      StateStore scratch = new StateStore(file, CACHE_MEGABYTES, 1);
      try {
        return run(scratch, head, progress);
      } finally {
        scratch.abandon();
        Files.deleteIfExists(file);
      }
    } catch (LedgerStartException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("the chain cannot be verified", e);
    } finally {
      running.unlock();
    }
  }

  private Optional<String> run(StateStore scratch, Block head, LongPredicate progress)
      throws LedgerStartException {
    AtomicBoolean stopped = new AtomicBoolean();
    LongPredicate observed =
        height -> {
          boolean goesOn = progress.test(height);
          stopped.compareAndSet(false, !goesOn && height < head.height());
          return goesOn;
        };
    Optional<String> unreadable = replay(scratch, head, observed);
    return unreadable.isPresent() || stopped.get()
        ? unreadable
        : new StateCheck(scratch).run(head.header().stateRoot(), totalSupply);
  }

  /** Executes the chain again into {@code scratch}; tells what of the log cannot be read. */
  private Optional<String> replay(StateStore scratch, Block head, LongPredicate progress)
      throws LedgerStartException {
    try {
      new Replay(settings.rules(), machines, blocks, scratch).run(head.height(), progress);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Waits for the end of one that is under way, and lets none begin before {@code action} ends. */
  void whileNoneRuns(Runnable action) {
    running.lock();
    try {
      action.run();
    } finally {
      running.unlock();
    }
  }
}
