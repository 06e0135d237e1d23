package io.ghostbridge.contracts.internal;

import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.ContractLedger;
import io.ghostbridge.api.ledger.ContractLog;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.contract.v1.ContractAddress;
import io.ghostbridge.proto.contract.v1.ContractCall;
import io.ghostbridge.proto.contract.v1.ContractCode;
import io.ghostbridge.proto.contract.v1.ContractDeployment;
import io.ghostbridge.proto.contract.v1.ContractEvent;
import io.ghostbridge.proto.contract.v1.ContractEventQuery;
import io.ghostbridge.proto.contract.v1.ContractQuery;
import io.ghostbridge.proto.contract.v1.ContractResult;
import io.ghostbridge.proto.contract.v1.ContractState;
import io.ghostbridge.proto.contract.v1.GasEstimate;
import io.ghostbridge.proto.contract.v1.SmartContractServiceGrpc;
import io.ghostbridge.proto.contract.v1.TracedInstruction;
import io.ghostbridge.proto.contract.v1.TransactionQuery;
import io.ghostbridge.services.BoundedCalls;
import io.ghostbridge.services.ItemStreams;
import io.ghostbridge.services.Network;
import io.ghostbridge.services.Unary;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;

/** {@code ghost.contract.v1.SmartContractService} on a ledger. */
final class ContractService extends SmartContractServiceGrpc.SmartContractServiceImplBase
    implements AutoCloseable {
  private final Ledger ledger;
  private final ContractLedger contracts;
  private final Network network;
  private final ItemStreams streams;
  private final BoundedCalls bounded;
  private final TransactionCalls transactions;
  private final QueryCalls queries;
  private final TraceCalls traces;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("contracts-", 0).factory());

  ContractService(
      Ledger ledger,
      ContractLedger contracts,
      BlockExecutor executor,
      Formats formats,
      ContractsConfig config) {
    this.ledger = ledger;
    this.contracts = contracts;
    this.network = new Network(ledger.parameters().chainId());
    this.streams =
        new ItemStreams(
            config.maximumSubscribers(), "maximumSubscribers in io.ghostbridge.contracts.cfg");
    this.bounded =
        new BoundedCalls(config.maximumCalls(), "maximumCalls in io.ghostbridge.contracts.cfg");
    this.transactions =
        new TransactionCalls(ledger, contracts, new TransactionChecks(executor), network);
    this.queries =
        new QueryCalls(
            contracts,
            formats,
            network,
            bounded,
            config.maximumCallGas(),
            Duration.ofMillis(config.callTimeoutMillis()));
    this.traces =
        new TraceCalls(
            contracts,
            transactions,
            bounded,
            threads,
            Duration.ofMillis(config.traceTimeoutMillis()));
  }

  @Override
  public void deployContract(ContractDeployment request, StreamObserver<TransactionResponse> out) {
    Unary.answer(out, () -> transactions.deploy(request));
  }

  @Override
  public void callContract(ContractCall request, StreamObserver<ContractResult> out) {
    Unary.answer(out, () -> transactions.call(request));
  }

  @Override
  public void queryContract(ContractQuery request, StreamObserver<ContractState> out) {
    Unary.answer(out, () -> queries.query(request));
  }

  @Override
  public void getContractCode(ContractAddress request, StreamObserver<ContractCode> out) {
    Unary.answer(out, () -> queries.code(request));
  }

  @Override
  public void getReceipt(TransactionQuery request, StreamObserver<ContractResult> out) {
    Unary.answer(out, () -> transactions.receipt(request));
  }

  @Override
  public void estimateGas(ContractQuery request, StreamObserver<GasEstimate> out) {
    Unary.answer(out, () -> queries.estimate(request));
  }

  @Override
  public void traceTransaction(TransactionQuery request, StreamObserver<TracedInstruction> out) {
    traces.trace(request, (ServerCallStreamObserver<TracedInstruction>) out);
  }

  @Override
  public void subscribeContractEvents(
      ContractEventQuery request, StreamObserver<ContractEvent> out) {
    try {
      network.require(request.getNetwork());
      streams.open(out, events(request), log -> List.of(Messages.event(log)));
    } catch (StatusRuntimeException e) {
      out.onError(e);
    }
  }

  private Flow.Publisher<ContractLog> events(ContractEventQuery request) {
    boolean next = request.getFromHeight() == 0;
    return contracts.logs(
        EventQuery.filter(request),
        next ? ledger.head().height() + 1 : request.getFromHeight(),
        next ? 0 : request.getFromEvent());
  }

  /** Ends all streams with UNAVAILABLE, so that a drain after it waits for short calls only. */
  void endStreams() {
    streams.close();
  }

  /** Ends the streams and what runs, and waits for it. */
  @Override
  public void close() {
    streams.close();
    threads.shutdownNow();
    bounded.close();
    threads.close();
  }
}
