package io.ghostbridge.cli.chain;

import com.google.rpc.ErrorInfo;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.chain.v1.AccountQuery;
import io.ghostbridge.proto.chain.v1.AccountResponse;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A connection to a node's GhostChainService. */
final class ChainClient implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 30;

  private final String address;
  private final ManagedChannel channel;

  private ChainClient(String address, ManagedChannel channel) {
    this.address = address;
    this.channel = channel;
  }

  /** Connects in plain text (h2c), which nodes offer on loopback, to {@code HOST:PORT}. */
  static ChainClient connect(String address) {
    if (!address.matches("(\\[[0-9a-fA-F:.]+]|[^:/]+):[0-9]{1,5}")) {
      throw new CommandException(
          ExitCode.USAGE,
          "'" + address + "' is no gRPC address: expected HOST:PORT, such as 127.0.0.1:9090");
    }
    return new ChainClient(
        address, NettyChannelBuilder.forTarget("dns:///" + address).usePlaintext().build());
  }

  ChainInfo info() {
    return call(() -> stub().getChainInfo(Empty.getDefaultInstance()));
  }

  AccountResponse account(String id) {
    return call(() -> stub().getAccount(AccountQuery.newBuilder().setAccountId(id).build()));
  }

  DomainResponse resolve(String name) {
    return call(() -> stub().resolveDomain(DomainQuery.newBuilder().setDomain(name).build()));
  }

  /** The same, or nothing if the name is not registered. */
  Optional<DomainResponse> find(String name) {
    try {
      return Optional.of(stub().resolveDomain(DomainQuery.newBuilder().setDomain(name).build()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure(e);
    }
  }

  /** Returns when the transaction is in a block, or fails with the reason why not. */
  TransactionResponse submit(SignedTransaction transaction) {
    TransactionResponse response = call(() -> stub().submitTransaction(request(transaction)));
    if (response.hasError()) {
      throw new CommandException(ExitCode.FAILED, response.getError().getMessage());
    }
    return response;
  }

  /** The same without waiting. */
  void submit(SignedTransaction transaction, StreamObserver<TransactionResponse> observer) {
    GhostChainServiceGrpc.newStub(channel).submitTransaction(request(transaction), observer);
  }

  private static SubmitTransactionRequest request(SignedTransaction transaction) {
    return SubmitTransactionRequest.newBuilder().setSignedTransaction(transaction).build();
  }

  /** The node's SmartContractService. */
  ContractClient contracts() {
    return new ContractClient(this, channel);
  }

  private GhostChainServiceGrpc.GhostChainServiceBlockingStub stub() {
    return GhostChainServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  /** What the node said, in one line. */
  CommandException failure(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    if (status.getCode() == Status.Code.UNAVAILABLE) {
      return new CommandException(
          ExitCode.NOT_RUNNING,
          "no node answers at " + address + ": start one, or name another with --node");
    }
    StringBuilder text = new StringBuilder();
    text.append(status.getDescription() == null ? status.getCode() : status.getDescription());
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details != null) {
      for (var detail : details.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          try {
            text.append(" (").append(detail.unpack(ErrorInfo.class).getReason()).append(')');
          } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            // The sentence says it all the same.
          }
        }
      }
    }
    return new CommandException(ExitCode.FAILED, text.toString());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
