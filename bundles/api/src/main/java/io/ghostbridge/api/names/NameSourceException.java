package io.ghostbridge.api.names;

/**
 * A source of names cannot answer now: DNS clients get SERVFAIL, gRPC clients {@code UNAVAILABLE}.
 */
public class NameSourceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and, where it helps, what to do. */
  public NameSourceException(String message) {
    super(message);
  }

  /** Says what is wrong and what caused it. */
  public NameSourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
