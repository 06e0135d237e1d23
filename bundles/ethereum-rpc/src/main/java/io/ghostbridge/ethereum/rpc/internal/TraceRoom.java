package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;

/** How much a trace may remember. What is too much ends the execution. */
final class TraceRoom {
  private final int maximumBytes;
  private long used;

  TraceRoom(int maximumBytes) {
    this.maximumBytes = maximumBytes;
  }

  /** Whether {@code bytes} more may be remembered; if not, the executing thread is interrupted. */
  boolean take(long bytes) {
    used += bytes;
    if (used > maximumBytes) {
      // The machine looks at this, and ends.
      Thread.currentThread().interrupt();
      return false;
    }
    return true;
  }

  boolean isExceeded() {
    return used > maximumBytes;
  }

  JsonRpcException error() {
    return RpcErrors.limit(
        "the trace is larger than "
            + maximumBytes
            + " bytes (maximumTraceBytes in io.ghostbridge.ethereum.rpc.cfg); leave memory and"
            + " stack out, set a limit, or use callTracer");
  }
}
