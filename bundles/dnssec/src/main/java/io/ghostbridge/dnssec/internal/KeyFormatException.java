package io.ghostbridge.dnssec.internal;

/** A file of keys does not hold what it must; the message never quotes a private key. */
final class KeyFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  KeyFormatException(String message) {
    super(message);
  }
}
