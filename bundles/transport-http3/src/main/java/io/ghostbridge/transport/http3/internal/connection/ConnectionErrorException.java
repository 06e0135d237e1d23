package io.ghostbridge.transport.http3.internal.connection;

/** What a client sent ends its connection (RFC 9114 section 8). */
final class ConnectionErrorException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  ConnectionErrorException(int code, String message) {
    // Clients cause these: a stack trace each would be theirs to order.
    super(message, null, false, false);
    this.code = code;
  }

  /** The code of {@link Http3Error}. */
  int code() {
    return code;
  }
}
