package io.ghostbridge.ledger.internal.codec;

/** A header of rules that this program does not execute: nothing is damaged. */
public final class UnknownVersionException extends MalformedException {
  private static final long serialVersionUID = 1L;

  UnknownVersionException(int version, int executed) {
    super(
        "it was made by version "
            + version
            + " of the chain's rules, and this program executes version "
            + executed
            + ": use the program that made it, or another data directory");
  }
}
