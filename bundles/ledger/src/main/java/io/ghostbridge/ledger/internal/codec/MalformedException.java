package io.ghostbridge.ledger.internal.codec;

/** Bytes are not what they should be; the message says what is wrong. */
public class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says with {@code message} what is wrong and what was expected. */
  public MalformedException(String message) {
    super(message);
  }
}
