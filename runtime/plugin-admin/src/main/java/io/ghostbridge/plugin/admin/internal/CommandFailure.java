package io.ghostbridge.plugin.admin.internal;

import java.util.Objects;

/** Ends a shell command with one line; the shell prints what {@link #toString} says. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(Exception cause) {
    super(Objects.requireNonNullElse(cause.getMessage(), cause.toString()), cause);
  }

  // The shell shows toString(), and operators have no use for the class's name.
  @SuppressWarnings("OverrideThrowableToString")
  @Override
  public String toString() {
    return Objects.requireNonNullElse(getMessage(), "");
  }
}
