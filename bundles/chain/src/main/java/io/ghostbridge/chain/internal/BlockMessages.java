package io.ghostbridge.chain.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.proto.chain.v1.BlockResponse;
import io.ghostbridge.services.SignedTransactions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Blocks as {@link BlockResponse}s, each serialised once for all who follow the chain. */
final class BlockMessages {
  private static final long CACHE_BYTES = 32L << 20;

  private final Cache<Hash, SerializedMessage> recent =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((Hash hash, SerializedMessage message) -> 300 + message.size())
          .executor(Runnable::run)
          .build();

  /** The message if it was made lately, else null. Never blocks. */
  @Nullable SerializedMessage ready(Block block) {
    return recent.getIfPresent(block.hash());
  }

  /** The message. */
  SerializedMessage of(Block block) {
    return recent.get(block.hash(), hash -> SerializedMessage.of(message(block)));
  }

  private static BlockResponse message(Block block) {
    BlockResponse.Builder message =
        BlockResponse.newBuilder()
            .setHeight(block.height())
            .setHash(block.hash().toHex())
            .setParentHash(block.header().parentHash().toHex())
            .setTimestamp(seconds(block))
            .setHeader(ByteString.copyFrom(block.encodedHeader().unsafeArray()))
            .setSignature(ByteString.copyFrom(block.signature().unsafeArray()));
    block.transactions().forEach(each -> message.addTransactions(message(each)));
    return message.build();
  }

  static long seconds(Block block) {
    return TimeUnit.MILLISECONDS.toSeconds(block.header().timeMillis());
  }

  private static io.ghostbridge.proto.chain.v1.Transaction message(Transaction transaction) {
    Amount amount = amount(transaction.operation());
    return io.ghostbridge.proto.chain.v1.Transaction.newBuilder()
        .setId(transaction.id().toHex())
        .setFrom(transaction.sender().toChecksumHex())
        .setTo(receiver(transaction.operation()))
        .setAmount(amount.toNanoFloor())
        .setAmountExact(amount.toNanoExact().isPresent())
        .setAmountAtto(ByteString.copyFrom(amount.toBytes()))
        .setData(SignedTransactions.toWire(transaction.signed()).toByteString())
        .build();
  }

  private static Amount amount(Operation operation) {
    return switch (operation) {
      case Operation.Transfer transfer -> transfer.amount();
      case Operation.Contract contract -> contract.value();
      default -> Amount.ZERO;
    };
  }

  private static String receiver(Operation operation) {
    Address receiver =
        switch (operation) {
          case Operation.Transfer transfer -> transfer.to();
          case Operation.TransferName transfer -> transfer.newOwner();
          case Operation.Call call -> call.to();
          case Operation.Ethereum ethereum -> ethereum.transaction().to().orElse(null);
          default -> null;
        };
    return receiver == null ? "" : receiver.toChecksumHex();
  }
}
