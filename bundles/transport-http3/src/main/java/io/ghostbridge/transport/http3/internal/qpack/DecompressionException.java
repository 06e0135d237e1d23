package io.ghostbridge.transport.http3.internal.qpack;

/** A field section that cannot be decoded, which ends its connection (RFC 9204 section 2.2). */
public final class DecompressionException extends Exception {
  private static final long serialVersionUID = 1;

  DecompressionException(String message) {
    // Clients cause these: a stack trace each would be theirs to order.
    super(message, null, false, false);
  }
}
