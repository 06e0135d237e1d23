package io.ghostbridge.ledger.internal.log;

import java.nio.file.Path;

/** A file of the block log is not as it was written. The node must not start on it. */
public final class LogDamagedException extends Exception {
  private static final long serialVersionUID = 1L;

  LogDamagedException(Path file, long offset, String what) {
    super(
        "the block log is damaged: "
            + file
            + " at offset "
            + offset
            + ": "
            + what
            + ". Restore the file from a copy of this data directory; nothing was changed");
  }
}
