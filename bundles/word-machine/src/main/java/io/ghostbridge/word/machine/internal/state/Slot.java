package io.ghostbridge.word.machine.internal.state;

import io.ghostbridge.api.vm.Word;

/** A word of storage: as it was before the transaction, and as it is. */
public final class Slot {
  /** Before the transaction. */
  public final Word original;

  /** Now. */
  public Word current;

  /** Whether it was accessed (EIP-2929). */
  public boolean warm;

  /** A slot that nobody changed. */
  public Slot(Word original) {
    this.original = original;
    this.current = original;
  }
}
