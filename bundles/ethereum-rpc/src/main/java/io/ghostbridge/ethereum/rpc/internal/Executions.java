package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.MachineNotInstalledException;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.services.BoundedCalls;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Runs contracts for clients, bounded in number and time. Any thread. */
final class Executions implements AutoCloseable {
  private static final String PID = " in io.ghostbridge.ethereum.rpc.cfg";

  private final BoundedCalls bounded;
  private final Duration callLimit;
  private final Duration traceLimit;

  Executions(int maximum, Duration callLimit, Duration traceLimit) {
    this.bounded = new BoundedCalls(maximum, "maximumCalls" + PID);
    this.callLimit = callLimit;
    this.traceLimit = traceLimit;
  }

  /** Carries an answer of this package's through {@link BoundedCalls}. */
  private static final class Told extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final JsonRpcException told;

    Told(JsonRpcException told) {
      super(told);
      this.told = told;
    }
  }

  <T> T call(Callable<T> work) throws JsonRpcException, InterruptedException {
    return run(callLimit, "callTimeoutMillis" + PID, work);
  }

  <T> T trace(Callable<T> work) throws JsonRpcException, InterruptedException {
    return run(traceLimit, "traceTimeoutMillis" + PID, work);
  }

  private <T> T run(Duration limit, String limitKey, Callable<T> work)
      throws JsonRpcException, InterruptedException {
    try {
      return bounded.run(limit, limitKey, () -> translated(work));
    } catch (Told e) {
      throw e.told;
    } catch (StatusRuntimeException e) {
      throw ofStatus(e.getStatus(), limit);
    }
  }

  private static <T> T translated(Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (JsonRpcException e) {
      throw new Told(e);
    } catch (InvalidTransactionException e) {
      throw new Told(RpcErrors.invalid(e));
    } catch (MachineNotInstalledException e) {
      throw new Told(RpcErrors.server(String.valueOf(e.getMessage())));
    } catch (HeightUnavailableException e) {
      throw new Told(RpcErrors.unavailable(e));
    }
  }

  private static JsonRpcException ofStatus(Status status, Duration limit) {
    String description = String.valueOf(status.getDescription());
    return switch (status.getCode()) {
      case RESOURCE_EXHAUSTED -> RpcErrors.limit(description);
      case DEADLINE_EXCEEDED ->
          RpcErrors.server(
              "execution aborted (timeout = " + limit.toMillis() + "ms): " + description);
      default -> RpcErrors.server(description);
    };
  }

  /** Interrupts what runs, and waits for it. */
  @Override
  public void close() {
    bounded.close();
  }
}
