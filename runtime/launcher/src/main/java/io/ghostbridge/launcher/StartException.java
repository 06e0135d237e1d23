package io.ghostbridge.launcher;

import java.util.Objects;

/** Why a node does not start, in one line for the operator. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode one of {@link ExitCode}
   * @param message what was wrong, the value, what was expected
   */
  public StartException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** As above, with the failure behind it. */
  public StartException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The exit code that the process should end with. */
  public int exitCode() {
    return exitCode;
  }

  /** The line for the operator; never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
