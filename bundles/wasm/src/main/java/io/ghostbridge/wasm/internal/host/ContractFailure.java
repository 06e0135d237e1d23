package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.api.vm.Failure;

/** A contract broke a rule in a call to the host; it ends here. */
public final class ContractFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Failure failure;

  /** Says which rule and how. */
  public ContractFailure(Failure failure, String message) {
    super(message, null, false, false);
    this.failure = failure;
  }

  /** Which rule. */
  public Failure failure() {
    return failure;
  }
}
