package io.ghostbridge.plugin.verify.internal.manifest;

/** A header is no sequence of clauses; the message says at which character and why. */
public final class HeaderSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  HeaderSyntaxException(String message) {
    super(message);
  }

  /** The message; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
