package io.ghostbridge.services;

import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The status of a call that asks for a block or a state that is not there. */
public final class Heights {
  private Heights() {}

  /** FAILED_PRECONDITION where the state was pruned, OUT_OF_RANGE where it is not there yet. */
  public static StatusRuntimeException unavailable(HeightUnavailableException e) {
    return e.pruned()
        ? Failures.of(Status.Code.FAILED_PRECONDITION, "HEIGHT_PRUNED", e)
        : Failures.of(Status.Code.OUT_OF_RANGE, "HEIGHT_NOT_REACHED", e);
  }
}
