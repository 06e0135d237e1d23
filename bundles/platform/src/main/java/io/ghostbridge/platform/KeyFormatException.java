package io.ghostbridge.platform;

/** A file of keys does not hold what it must; the message never quotes a private key. */
public final class KeyFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what it holds instead, as what follows "it cannot be used: "
   */
  public KeyFormatException(String message) {
    super(message);
  }
}
