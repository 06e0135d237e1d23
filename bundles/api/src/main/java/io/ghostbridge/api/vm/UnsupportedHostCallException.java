package io.ghostbridge.api.vm;

/** The host has no such service; the calling contract fails. */
public final class UnsupportedHostCallException extends Exception {
  private static final long serialVersionUID = 1L;

  private final HostFunction function;

  /** Names what is missing. */
  public UnsupportedHostCallException(HostFunction function) {
    super("unsupported host call: this chain has no service for " + function);
    this.function = function;
  }

  /** What is missing. */
  public HostFunction function() {
    return function;
  }
}
