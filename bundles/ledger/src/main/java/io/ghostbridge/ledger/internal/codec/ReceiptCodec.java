package io.ghostbridge.ledger.internal.codec;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.Receipt;

/** Receipts and name events as blocks hold them. */
public final class ReceiptCodec {
  private ReceiptCodec() {}

  /** The message of {@code receipt}, whose bytes the receipts root is made of. */
  public static io.ghostbridge.proto.ledger.v1.Receipt toMessage(Receipt receipt) {
    return io.ghostbridge.proto.ledger.v1.Receipt.newBuilder()
        .setTransactionId(Proto.of(receipt.transactionId().bytes()))
        .setBlockHeight(receipt.blockHeight())
        .setIndex(receipt.index())
        .setSucceeded(receipt.succeeded())
        .setFailureReason(receipt.failureReason())
        .setFailureMessage(receipt.failureMessage())
        .setFeePaid(Proto.of(receipt.feePaid()))
        .build();
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
        Proto.amount("fee_paid", message.getFeePaid()));
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
