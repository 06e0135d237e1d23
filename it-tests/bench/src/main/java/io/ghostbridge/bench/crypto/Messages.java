package io.ghostbridge.bench.crypto;

/**
 * Messages of one length that never come twice: a counter in front. How many attempts a signature
 * takes (FIPS 204, section 6.2) depends on the message, and some hundred do not even that out.
 */
final class Messages {
  private final byte[] message;

  /** Begins with {@code first}, which is copied. */
  Messages(byte[] first) {
    message = first.clone();
  }

  /** The next one, in the same array. */
  byte[] next() {
    int at = 0;
    while (at < message.length && ++message[at] == 0) {
      at++;
    }
    return message;
  }
}
