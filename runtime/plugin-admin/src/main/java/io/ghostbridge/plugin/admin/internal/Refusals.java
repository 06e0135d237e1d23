package io.ghostbridge.plugin.admin.internal;

import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.services.Failures;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The manager's refusals as callers see them. */
final class Refusals {
  private Refusals() {}

  /** Whether asking again can help is in the code, why in the reason. */
  static StatusRuntimeException of(PluginException refusal) {
    Status.Code code =
        switch (refusal.reason()) {
          case "NO_SUCH_PLUGIN" -> Status.Code.NOT_FOUND;
          case "STALE_PLAN", "BUSY" -> Status.Code.ABORTED;
          default -> Status.Code.FAILED_PRECONDITION;
        };
    return Failures.of(code, refusal.reason(), refusal);
  }
}
