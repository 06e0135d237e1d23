package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.api.data.Bytes;

/** A contract ended itself with {@code return} or {@code revert}. */
public final class ContractEnd extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean reverted;
  private final transient Bytes output;

  ContractEnd(boolean reverted, Bytes output) {
    super(null, null, false, false);
    this.reverted = reverted;
    this.output = output;
  }

  /** Whether it undid what it did. */
  public boolean reverted() {
    return reverted;
  }

  /** What it returned. */
  public Bytes output() {
    return output;
  }
}
