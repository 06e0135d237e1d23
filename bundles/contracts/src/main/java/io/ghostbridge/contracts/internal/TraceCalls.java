package io.ghostbridge.contracts.internal;

import io.ghostbridge.api.ledger.ContractLedger;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.MachineNotInstalledException;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.proto.contract.v1.TracedInstruction;
import io.ghostbridge.proto.contract.v1.TransactionQuery;
import io.ghostbridge.services.BoundedCalls;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Heights;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes a block again, up to a transaction, and shows what that one does. */
final class TraceCalls {
  private static final Logger LOG = LoggerFactory.getLogger(TraceCalls.class);

  private final ContractLedger contracts;
  private final TransactionCalls transactions;
  private final BoundedCalls bounded;
  private final ExecutorService threads;
  private final Duration limit;

  TraceCalls(
      ContractLedger contracts,
      TransactionCalls transactions,
      BoundedCalls bounded,
      ExecutorService threads,
      Duration limit) {
    this.contracts = contracts;
    this.transactions = transactions;
    this.bounded = bounded;
    this.threads = threads;
    this.limit = limit;
  }

  /** Answers on a thread of its own, since this one tells when the client is ready for more. */
  void trace(TransactionQuery query, ServerCallStreamObserver<TracedInstruction> client) {
    TraceStream trace = new TraceStream(client);
    try {
      Future<?> execution = threads.submit(() -> answer(query, trace, client));
      client.setOnCancelHandler(() -> execution.cancel(true));
    } catch (RejectedExecutionException e) {
      client.onError(Failures.stopping());
    }
  }

  private void answer(
      TransactionQuery query,
      TraceStream trace,
      ServerCallStreamObserver<TracedInstruction> client) {
    try (trace) {
      bounded.run(
          limit,
          "traceTimeoutMillis in io.ghostbridge.contracts.cfg",
          () -> {
            execute(transactions.find(query).receipt(), trace);
            return true;
          });
    } catch (StatusRuntimeException e) {
      client.onError(e);
      return;
    } catch (InterruptedException e) {
      client.onError(Failures.stopping());
      return;
    } catch (RuntimeException e) {
      LOG.error("event=call.failed", e);
      client.onError(Failures.internal());
      return;
    }
    client.onCompleted();
  }

  private void execute(Receipt receipt, TraceStream trace) {
    try {
      contracts.trace(
          receipt.blockHeight(),
          receipt.index(),
          transaction -> transaction.id().equals(receipt.transactionId()) ? trace : null);
    } catch (HeightUnavailableException e) {
      throw Heights.unavailable(e);
    } catch (MachineNotInstalledException e) {
      throw QueryCalls.notInstalled(e);
    }
  }
}
