package io.ghostbridge.chain.internal;

import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.proto.chain.v1.AccountQuery;
import io.ghostbridge.proto.chain.v1.AccountResponse;
import io.ghostbridge.proto.chain.v1.BalanceQuery;
import io.ghostbridge.proto.chain.v1.BalanceResponse;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.chain.v1.DomainEvent;
import io.ghostbridge.proto.chain.v1.DomainRegistration;
import io.ghostbridge.proto.chain.v1.DomainSubscription;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.StateProofQuery;
import io.ghostbridge.proto.chain.v1.StateProofResponse;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.services.ItemStreams;
import io.ghostbridge.services.Unary;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** The calls whose messages are those that protoc generates. */
final class GeneratedCalls extends GhostChainServiceGrpc.GhostChainServiceImplBase {
  private final StateCalls state;
  private final TransactionCalls transactions;
  private final ItemStreams streams;
  private final Supplier<Flow.Publisher<Block>> nextBlocks;
  private final NameResolver names;

  GeneratedCalls(
      StateCalls state,
      TransactionCalls transactions,
      ItemStreams streams,
      Supplier<Flow.Publisher<Block>> nextBlocks,
      NameResolver names) {
    this.state = state;
    this.transactions = transactions;
    this.streams = streams;
    this.nextBlocks = nextBlocks;
    this.names = names;
  }

  @Override
  public void registerDomain(DomainRegistration request, StreamObserver<TransactionResponse> out) {
    Unary.answer(out, () -> transactions.register(request));
  }

  @Override
  public void submitTransaction(
      SubmitTransactionRequest request, StreamObserver<TransactionResponse> out) {
    Unary.answer(out, () -> transactions.submit(request));
  }

  @Override
  public void getAccount(AccountQuery request, StreamObserver<AccountResponse> out) {
    Unary.answer(out, () -> state.account(request));
  }

  @Override
  public void getBalance(BalanceQuery request, StreamObserver<BalanceResponse> out) {
    Unary.answer(out, () -> state.balance(request));
  }

  @Override
  public void getChainInfo(Empty request, StreamObserver<ChainInfo> out) {
    Unary.answer(out, state::chainInfo);
  }

  @Override
  public void getStateProof(StateProofQuery request, StreamObserver<StateProofResponse> out) {
    Unary.answer(out, () -> state.proof(request));
  }

  @Override
  public void subscribeDomainChanges(DomainSubscription request, StreamObserver<DomainEvent> out) {
    try {
      DomainEventFilter filter = new DomainEventFilter(names, request);
      streams.open(out, nextBlocks.get(), filter::events);
    } catch (StatusRuntimeException e) {
      out.onError(e);
    }
  }
}
