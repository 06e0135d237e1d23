package io.ghostbridge.api.vm;

/** Code that a machine refuses to store or run. */
public final class InvalidCodeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * @param offset of the byte in the code where it went wrong
   * @param reason what was found, what was expected
   */
  public InvalidCodeException(long offset, String reason) {
    super("at offset " + offset + ": " + reason);
    this.offset = offset;
  }

  /** Where in the code, in bytes from its start. */
  public long offset() {
    return offset;
  }
}
