package io.ghostbridge.bench.chain;

import com.google.protobuf.ByteString;
import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.Loopback;
import io.ghostbridge.proto.chain.v1.AccountQuery;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.contract.v1.ContractQuery;
import io.ghostbridge.proto.contract.v1.SmartContractServiceGrpc;
import io.ghostbridge.proto.contract.v1.TransactionQuery;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** Calls of GhostChainService, as any client makes them. */
public final class ChainClient implements AutoCloseable {
  private static final long CALL_SECONDS = 10;

  private final ManagedChannel channel;

  /**
   * @param port of the loopback address
   */
  public ChainClient(int port) {
    this.channel =
        NettyChannelBuilder.forAddress(Loopback.at(port)).usePlaintext().directExecutor().build();
  }

  /** The stub to make many calls with. */
  public GhostChainServiceGrpc.GhostChainServiceStub stub() {
    return GhostChainServiceGrpc.newStub(channel);
  }

  /** What a transaction must say to be of this chain. */
  public ChainInfo info() throws BenchmarkException {
    try {
      return blocking().getChainInfo(Empty.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException("GetChainInfo ended with " + e.getStatus(), e);
    }
  }

  /** The next nonce of the account at {@code address}. */
  public long nonce(ByteString address) throws BenchmarkException {
    String account = "0x" + HexFormat.of().formatHex(address.toByteArray());
    try {
      return blocking()
          .getAccount(AccountQuery.newBuilder().setAccountId(account).build())
          .getNonce();
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException("GetAccount of " + account + " ended with " + e.getStatus(), e);
    }
  }

  /**
   * Submits a transaction and returns when it is in a block.
   *
   * @return its id
   * @throws BenchmarkException if it was refused, or its operation failed
   */
  public String submit(SignedTransaction signed) throws BenchmarkException {
    try {
      TransactionResponse response =
          blocking()
              .submitTransaction(
                  SubmitTransactionRequest.newBuilder().setSignedTransaction(signed).build());
      if (response.hasError()) {
        throw new BenchmarkException(
            "a transaction was not carried out: " + response.getError().getMessage());
      }
      return response.getTransactionId();
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException("SubmitTransaction ended with " + e.getStatus(), e);
    }
  }

  /** The address of the contract that a transaction made. */
  public String contract(String transaction) throws BenchmarkException {
    try {
      return contracts()
          .getReceipt(TransactionQuery.newBuilder().setTransactionId(transaction).build())
          .getContract();
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException("GetReceipt ended with " + e.getStatus(), e);
    }
  }

  /** What a call of a contract without effect returns. */
  public ByteString query(String contract, ByteString input) throws BenchmarkException {
    try {
      return contracts()
          .queryContract(ContractQuery.newBuilder().setContract(contract).setInput(input).build())
          .getResult()
          .getReturnData();
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException("QueryContract ended with " + e.getStatus(), e);
    }
  }

  /** The answer for {@code query}. */
  public DomainResponse resolve(DomainQuery query) throws BenchmarkException {
    try {
      return blocking().resolveDomain(query);
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException(
          "ResolveDomain of " + query.getDomain() + " ended with " + e.getStatus(), e);
    }
  }

  /** A body with all that is the same in every transaction of this chain now. */
  public static TransactionBody template(ChainInfo info) {
    return TransactionBody.newBuilder()
        .setChainId(info.getChainId())
        .setFee(info.getMinimumFee())
        .setExpiryHeight(info.getHeight() + info.getMaximumExpiryBlocks())
        .build();
  }

  /** What registering a name for one period costs, with the transaction's own fee. */
  public static ByteString registrationFee(ChainInfo info) {
    BigInteger fee =
        new BigInteger(1, info.getMinimumFee().toByteArray())
            .add(new BigInteger(1, info.getRegistrationFee().toByteArray()));
    byte[] bytes = fee.toByteArray();
    // BigInteger puts a zero byte before a number whose first bit is set.
    return bytes[0] == 0 ? ByteString.copyFrom(bytes).substring(1) : ByteString.copyFrom(bytes);
  }

  private GhostChainServiceGrpc.GhostChainServiceBlockingStub blocking() {
    return GhostChainServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private SmartContractServiceGrpc.SmartContractServiceBlockingStub contracts() {
    return SmartContractServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
