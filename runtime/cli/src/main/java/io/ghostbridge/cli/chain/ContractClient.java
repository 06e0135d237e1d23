package io.ghostbridge.cli.chain;

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
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** A connection's SmartContractService; its failures are the connection's. */
final class ContractClient {
  private static final int DEADLINE_SECONDS = 30;

  private final ChainClient connection;
  private final ManagedChannel channel;

  ContractClient(ChainClient connection, ManagedChannel channel) {
    this.connection = connection;
    this.channel = channel;
  }

  TransactionResponse deploy(SignedTransaction transaction) {
    return call(
        stub ->
            stub.deployContract(
                ContractDeployment.newBuilder().setSignedTransaction(transaction).build()));
  }

  ContractResult call(SignedTransaction transaction) {
    return call(
        stub ->
            stub.callContract(ContractCall.newBuilder().setSignedTransaction(transaction).build()));
  }

  ContractResult receipt(String transactionId) {
    return call(stub -> stub.getReceipt(transaction(transactionId)));
  }

  ContractState query(ContractQuery query) {
    return call(stub -> stub.queryContract(query));
  }

  GasEstimate estimate(ContractQuery query) {
    return call(stub -> stub.estimateGas(query));
  }

  ContractCode code(ContractAddress address) {
    return call(stub -> stub.getContractCode(address));
  }

  /** Gives each instruction to {@code consumer}, then returns. */
  void trace(String transactionId, Consumer<TracedInstruction> consumer) {
    stream(stub -> stub.traceTransaction(transaction(transactionId)), consumer, Long.MAX_VALUE);
  }

  /** Gives events to {@code consumer} until there were {@code count}. */
  void events(ContractEventQuery query, long count, Consumer<ContractEvent> consumer) {
    stream(stub -> stub.subscribeContractEvents(query), consumer, count);
  }

  private static TransactionQuery transaction(String id) {
    return TransactionQuery.newBuilder().setTransactionId(id).build();
  }

  private <T> T call(Function<SmartContractServiceGrpc.SmartContractServiceBlockingStub, T> call) {
    try {
      return call.apply(
          SmartContractServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS));
    } catch (StatusRuntimeException e) {
      throw connection.failure(e);
    }
  }

  private <T> void stream(
      Function<SmartContractServiceGrpc.SmartContractServiceBlockingStub, Iterator<T>> call,
      Consumer<T> consumer,
      long count) {
    try {
      Iterator<T> items = call.apply(SmartContractServiceGrpc.newBlockingStub(channel));
      for (long i = 0; i < count && items.hasNext(); i++) {
        consumer.accept(items.next());
      }
    } catch (StatusRuntimeException e) {
      throw connection.failure(e);
    }
  }
}
