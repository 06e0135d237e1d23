package io.ghostbridge.bench;

/**
 * A benchmark cannot give figures that mean something: a peer is missing, a server does not start,
 * or a subject answered wrongly. The message is one sentence for whoever runs it.
 */
public final class BenchmarkException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do. */
  public BenchmarkException(String message) {
    super(message);
  }

  /** Says what is wrong and what caused it. */
  public BenchmarkException(String message, Throwable cause) {
    super(message, cause);
  }
}
