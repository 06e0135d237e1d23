package io.ghostbridge.api.crypto;

/** A mnemonic is no valid one; the message never quotes its words. */
public final class InvalidMnemonicException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason what was wrong and what was expected
   */
  public InvalidMnemonicException(String reason) {
    super(reason);
  }
}
