package io.ghostbridge.ledger.internal.state;

import org.jspecify.annotations.Nullable;

/**
 * The state after one block, as a link of a chain that runs to the latest: each knows what the next
 * block replaced. Whoever holds an old version keeps alive all that it takes to read that state.
 */
final class Version {
  private final long height;
  private volatile @Nullable Link next;

  /** What the block after a version replaced, and that block's version. */
  record Link(Changes undo, Version version) {}

  Version(long height) {
    this.height = height;
  }

  long height() {
    return height;
  }

  @Nullable Link next() {
    return next;
  }

  /** To be called before the first change of the next block is made. */
  void append(Changes undo, Version version) {
    next = new Link(undo, version);
  }
}
