package io.ghostbridge.plugin.manager.internal.container;

/** A step of a change failed: what was before is to be restored. */
public final class ChangeFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason UPPER_SNAKE, stable
   * @param message what failed and what to do, one line
   */
  public ChangeFailedException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** As {@link #ChangeFailedException(String, String)}, with what caused it. */
  public ChangeFailedException(String reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The message; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** UPPER_SNAKE, stable: for programs. */
  public String reason() {
    return reason;
  }
}
