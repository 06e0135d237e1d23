package io.ghostbridge.transport.dns.internal;

/** A socket could not be bound; the message says to which port and what to do. */
final class PortInUseException extends Exception {
  private static final long serialVersionUID = 1L;

  PortInUseException(String message, Throwable cause) {
    super(message, cause);
  }
}
