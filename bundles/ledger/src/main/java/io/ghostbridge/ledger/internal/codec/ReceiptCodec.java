package io.ghostbridge.ledger.internal.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.ContractReceipt;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.proto.ledger.v1.ContractEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Receipts and name events as blocks hold them. */
public final class ReceiptCodec {
  private ReceiptCodec() {}

  /** The message of {@code receipt}, whose bytes the receipts root is made of. */
  public static io.ghostbridge.proto.ledger.v1.Receipt toMessage(Receipt receipt) {
    io.ghostbridge.proto.ledger.v1.Receipt.Builder message =
        io.ghostbridge.proto.ledger.v1.Receipt.newBuilder()
            .setTransactionId(Proto.of(receipt.transactionId().bytes()))
            .setBlockHeight(receipt.blockHeight())
            .setIndex(receipt.index())
            .setSucceeded(receipt.succeeded())
            .setFailureReason(receipt.failureReason())
            .setFailureMessage(receipt.failureMessage())
            .setFeePaid(Proto.of(receipt.feePaid()));
    receipt.contract().ifPresent(contract -> message.setContract(toMessage(contract)));
    return message.build();
  }

  private static io.ghostbridge.proto.ledger.v1.ContractReceipt toMessage(ContractReceipt receipt) {
    io.ghostbridge.proto.ledger.v1.ContractReceipt.Builder message =
        io.ghostbridge.proto.ledger.v1.ContractReceipt.newBuilder()
            .setGasUsed(receipt.gasUsed())
            .setCumulativeGasUsed(receipt.cumulativeGasUsed())
            .setEffectiveGasPrice(Proto.of(receipt.effectiveGasPrice()))
            .setFirstLogIndex(receipt.firstLogIndex())
            .setOutput(Proto.of(receipt.output()));
    receipt
        .contractAddress()
        .ifPresent(address -> message.setContractAddress(Proto.of(address.bytes())));
    for (Log log : receipt.logs()) {
      ContractEvent.Builder event =
          ContractEvent.newBuilder()
              .setAddress(Proto.of(log.address().bytes()))
              .setData(Proto.of(log.data()));
      for (Word topic : log.topics()) {
        event.addTopics(UnsafeByteOperations.unsafeWrap(topic.toBytes()));
      }
      message.addLogs(event);
    }
    return message.build();
  }

  private static ContractReceipt fromMessage(io.ghostbridge.proto.ledger.v1.ContractReceipt message)
      throws MalformedException {
    List<Log> logs = new ArrayList<>(message.getLogsCount());
    for (ContractEvent event : message.getLogsList()) {
      if (event.getTopicsCount() > Log.MAX_TOPICS) {
        throw new MalformedException("an event has " + event.getTopicsCount() + " topics");
      }
      List<Word> topics = new ArrayList<>(event.getTopicsCount());
      for (ByteString topic : event.getTopicsList()) {
        topics.add(Word.of(Proto.hash("topics", topic)));
      }
      logs.add(
          new Log(
              Proto.address("address", event.getAddress()), topics, Proto.bytes(event.getData())));
    }
    return new ContractReceipt(
        Proto.number("gas_used", message.getGasUsed()),
        Proto.number("cumulative_gas_used", message.getCumulativeGasUsed()),
        Proto.amount("effective_gas_price", message.getEffectiveGasPrice()),
        message.getContractAddress().isEmpty()
            ? Optional.empty()
            : Optional.of(Proto.address("contract_address", message.getContractAddress())),
        logs,
        message.getFirstLogIndex(),
        Proto.bytes(message.getOutput()));
  }

  static Receipt fromMessage(io.ghostbridge.proto.ledger.v1.Receipt message)
      throws MalformedException {
    return new Receipt(
        Proto.hash("transaction_id", message.getTransactionId()),
        Proto.number("block_height", message.getBlockHeight()),
        message.getIndex(),
        message.getSucceeded(),
        message.getFailureReason(),
        message.getFailureMessage(),
        Proto.amount("fee_paid", message.getFeePaid()),
        message.hasContract() ? Optional.of(fromMessage(message.getContract())) : Optional.empty());
  }

  static io.ghostbridge.proto.ledger.v1.NameEvent toMessage(NameEvent event) {
    io.ghostbridge.proto.ledger.v1.NameEvent.Builder message =
        io.ghostbridge.proto.ledger.v1.NameEvent.newBuilder()
            .setKind(kind(event.kind()))
            .setName(event.name())
            .putAllMetadata(event.metadata());
    Hash id = event.transactionId();
    return (id == null ? message : message.setTransactionId(Proto.of(id.bytes()))).build();
  }

  static NameEvent fromMessage(io.ghostbridge.proto.ledger.v1.NameEvent message)
      throws MalformedException {
    return new NameEvent(
        kind(message.getKind()),
        message.getName(),
        message.getTransactionId().isEmpty()
            ? null
            : Proto.hash("transaction_id", message.getTransactionId()),
        message.getMetadataMap());
  }

  private static io.ghostbridge.proto.ledger.v1.NameEvent.Kind kind(NameEvent.Kind kind) {
    return switch (kind) {
      case REGISTERED -> io.ghostbridge.proto.ledger.v1.NameEvent.Kind.KIND_REGISTERED;
      case UPDATED -> io.ghostbridge.proto.ledger.v1.NameEvent.Kind.KIND_UPDATED;
      case TRANSFERRED -> io.ghostbridge.proto.ledger.v1.NameEvent.Kind.KIND_TRANSFERRED;
      case RENEWED -> io.ghostbridge.proto.ledger.v1.NameEvent.Kind.KIND_RENEWED;
      case EXPIRED -> io.ghostbridge.proto.ledger.v1.NameEvent.Kind.KIND_EXPIRED;
    };
  }

  private static NameEvent.Kind kind(io.ghostbridge.proto.ledger.v1.NameEvent.Kind kind)
      throws MalformedException {
    return switch (kind) {
      case KIND_REGISTERED -> NameEvent.Kind.REGISTERED;
      case KIND_UPDATED -> NameEvent.Kind.UPDATED;
      case KIND_TRANSFERRED -> NameEvent.Kind.TRANSFERRED;
      case KIND_RENEWED -> NameEvent.Kind.RENEWED;
      case KIND_EXPIRED -> NameEvent.Kind.EXPIRED;
      case KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new MalformedException("a name event is of unknown kind " + kind);
    };
  }
}
