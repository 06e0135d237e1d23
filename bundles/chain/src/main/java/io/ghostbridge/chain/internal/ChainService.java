package io.ghostbridge.chain.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.proto.chain.v1.BlockQuery;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.services.ItemStreams;
import io.ghostbridge.services.Network;
import io.ghostbridge.services.Unary;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;

/** {@code ghost.chain.v1.GhostChainService} on a ledger and a resolver of names. */
public final class ChainService implements BindableService, AutoCloseable {
  /** The methods that never block: what is not at hand they finish on a virtual thread. */
  public static final List<String> NON_BLOCKING =
      List.of("ResolveDomain", "ResolveDomains", "GetLatestBlock", "GetChainInfo");

  private final Ledger ledger;
  private final DomainAnswers domainAnswers;
  private final DomainBatches domainBatches;
  private final BlockMessages blockMessages = new BlockMessages();
  private final BlockCalls blockCalls;
  private final ItemStreams streams;
  private final GeneratedCalls generatedCalls;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("chain-", 0).factory());

  /**
   * Serves {@code ledger} and {@code names}, until closed.
   *
   * @param nodeKey signs answers about names
   * @param answerCacheBytes the most that prepared answers may take
   * @param maximumSubscribers the most open streams
   * @param maximumQueries the most queries of one ResolveDomains
   */
  public ChainService(
      Ledger ledger,
      NameResolver names,
      SigningKey nodeKey,
      long answerCacheBytes,
      int maximumSubscribers,
      int maximumQueries) {
    Network network = new Network(ledger.parameters().chainId());
    this.ledger = ledger;
    this.domainAnswers = new DomainAnswers(names, network, nodeKey, answerCacheBytes);
    this.domainBatches = new DomainBatches(domainAnswers, threads, maximumQueries);
    this.blockCalls = new BlockCalls(ledger, network);
    this.streams =
        new ItemStreams(maximumSubscribers, "maximumSubscribers in io.ghostbridge.chain.cfg");
    this.generatedCalls =
        new GeneratedCalls(
            new StateCalls(ledger, network, nodeKey),
            new TransactionCalls(ledger, new RegistrationCheck(names)),
            streams,
            this::nextBlocks,
            names);
  }

  @Override
  public ServerServiceDefinition bindService() {
    MethodDescriptor<BlockQuery, ?> getBlock = GhostChainServiceGrpc.getGetBlockMethod();
    MethodDescriptor<Empty, ?> getLatestBlock = GhostChainServiceGrpc.getGetLatestBlockMethod();
    MethodDescriptor<Empty, ?> subscribe = GhostChainServiceGrpc.getSubscribeBlocksMethod();
    return new PreparedMethods(generatedCalls.bindService())
        .replace(
            GhostChainServiceGrpc.getResolveDomainMethod(),
            ResolveRequest.MARSHALLER,
            SerializedMessage.MARSHALLER,
            ServerCalls.asyncUnaryCall(this::resolveDomain))
        .replace(
            GhostChainServiceGrpc.getResolveDomainsMethod(),
            BatchRequest.MARSHALLER,
            SerializedMessage.MARSHALLER,
            ServerCalls.asyncUnaryCall(this::resolveDomains))
        .replace(
            getBlock,
            getBlock.getRequestMarshaller(),
            SerializedMessage.MARSHALLER,
            ServerCalls.asyncUnaryCall(this::getBlock))
        .replace(
            getLatestBlock,
            getLatestBlock.getRequestMarshaller(),
            SerializedMessage.MARSHALLER,
            ServerCalls.asyncUnaryCall(this::getLatestBlock))
        .replace(
            subscribe,
            subscribe.getRequestMarshaller(),
            SerializedMessage.MARSHALLER,
            ServerCalls.asyncServerStreamingCall(this::subscribeBlocks))
        .build();
  }

  private void resolveDomain(ResolveRequest request, StreamObserver<SerializedMessage> out) {
    SerializedMessage ready = domainAnswers.ready(request);
    if (ready != null) {
      out.onNext(ready);
      out.onCompleted();
    } else {
      Unary.answerOn(threads, out, () -> domainAnswers.make(request));
    }
  }

  private void resolveDomains(BatchRequest request, StreamObserver<SerializedMessage> out) {
    List<ResolveRequest> queries;
    try {
      queries = domainBatches.queries(request);
    } catch (StatusRuntimeException e) {
      out.onError(e);
      return;
    }
    SerializedMessage ready = domainBatches.ready(queries);
    if (ready != null) {
      out.onNext(ready);
      out.onCompleted();
    } else {
      Unary.answerOn(threads, out, () -> domainBatches.make(queries));
    }
  }

  private void getBlock(BlockQuery request, StreamObserver<SerializedMessage> out) {
    Unary.answer(out, () -> blockMessages.of(blockCalls.find(request)));
  }

  private void getLatestBlock(Empty request, StreamObserver<SerializedMessage> out) {
    Block head = ledger.head();
    SerializedMessage ready = blockMessages.ready(head);
    if (ready != null) {
      out.onNext(ready);
      out.onCompleted();
    } else {
      Unary.answerOn(threads, out, () -> blockMessages.of(head));
    }
  }

  private void subscribeBlocks(Empty request, StreamObserver<SerializedMessage> out) {
    try {
      streams.open(out, nextBlocks(), block -> List.of(blockMessages.of(block)));
    } catch (StatusRuntimeException e) {
      out.onError(e);
    }
  }

  private Flow.Publisher<Block> nextBlocks() {
    return ledger.blocks(ledger.head().height() + 1);
  }

  /** Ends all streams with UNAVAILABLE, so that a drain after it waits for short calls only. */
  public void endStreams() {
    streams.close();
  }

  /** Ends the streams and waits for the calls that run on threads of this service. */
  @Override
  public void close() {
    streams.close();
    threads.shutdownNow();
    threads.close();
  }
}
