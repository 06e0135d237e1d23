package io.ghostbridge.ethereum.rlp;

/** Bytes are no canonical RLP, or not of the shape that was expected. */
public final class RlpException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /** Says with {@code message} what is wrong at {@code offset}, counted from the input's start. */
  public RlpException(int offset, String message) {
    super("offset " + offset + ": " + message);
    this.offset = offset;
  }

  /** Where in the input, in bytes. */
  public int offset() {
    return offset;
  }
}
