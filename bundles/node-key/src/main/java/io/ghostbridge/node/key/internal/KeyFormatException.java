package io.ghostbridge.node.key.internal;

/** A key file does not hold what it must; the message never quotes its content. */
final class KeyFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  KeyFormatException(String message) {
    super(message);
  }
}
