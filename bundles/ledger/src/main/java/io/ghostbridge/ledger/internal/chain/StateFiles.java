package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.ledger.internal.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state store's file. It holds nothing that the block log does not lead to, so a damaged one is
 * reported, set aside for whoever wants to look at it, and made again from the log.
 */
final class StateFiles {
  private static final Logger log = LoggerFactory.getLogger(StateFiles.class);

  private final Path file;
  private final Path note;
  private final int cacheMegabytes;
  private final int retainedHeights;

  StateFiles(ChainSettings settings) {
    file = settings.directory().resolve("state.mv");
    note = settings.directory().resolve("state.clean");
    cacheMegabytes = settings.cacheMegabytes();
    retainedHeights = settings.retainedHeights();
  }

  /**
   * An opened store.
   *
   * @param trusted whether every byte is as a clean stop left it
   */
  record Opened(StateStore store, boolean trusted) {}

  Opened open() throws IOException {
    CleanStop.Verdict verdict = CleanStop.take(note, file);
    if (verdict == CleanStop.Verdict.CHANGED) {
      return setAside("its checksum is not the one of the last clean stop");
    }
    try {
      return new Opened(
          new StateStore(file, cacheMegabytes, retainedHeights),
          verdict == CleanStop.Verdict.UNCHANGED);
    } catch (RuntimeException e) {
      return setAside(e.toString());
    }
  }

  /** Moves the file away, which must be closed, and begins an empty one. */
  Opened setAside(String reason) throws IOException {
    if (Files.exists(file)) {
      Path aside = file;
      for (int i = 1; Files.exists(aside); i++) {
        aside = file.resolveSibling("state.mv.damaged-" + i);
      }
      Files.move(file, aside);
      log.error(
          "event=state_damaged file={} reason=\"{}\" kept_as={} action=\"made again from the block"
              + " log\"",
          file,
          reason,
          aside);
    }
    return new Opened(new StateStore(file, cacheMegabytes, retainedHeights), false);
  }

  void noteCleanStop() throws IOException {
    CleanStop.write(note, file);
  }
}
