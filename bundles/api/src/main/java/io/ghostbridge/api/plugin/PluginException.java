package io.ghostbridge.api.plugin;

/** A change or question is refused; nothing was changed. */
public class PluginException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Says what is wrong.
   *
   * @param reason UPPER_SNAKE, stable: for programs
   * @param message what was given, what was expected and what to do, in one line
   */
  public PluginException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** As {@link #PluginException(String, String)}, with what caused it. */
  public PluginException(String reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** UPPER_SNAKE, stable: for programs. */
  public String reason() {
    return reason;
  }
}
