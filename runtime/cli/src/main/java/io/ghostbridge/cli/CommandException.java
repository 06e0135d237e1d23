package io.ghostbridge.cli;

import java.util.Objects;

/** Ends a command with one line on standard error. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode one of {@code ExitCode}
   * @param message what was wrong, the value, what was expected
   */
  public CommandException(int exitCode, String message) {
    super(message);
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
