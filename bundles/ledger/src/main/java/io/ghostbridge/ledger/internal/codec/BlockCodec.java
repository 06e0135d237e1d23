package io.ghostbridge.ledger.internal.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.proto.ledger.v1.EthereumSigners;
import io.ghostbridge.proto.ledger.v1.SignedBlock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Blocks as the log stores them. */
public final class BlockCodec {
  private BlockCodec() {}

  /** The message of {@code block}. */
  public static SignedBlock.Builder toMessage(Block block) {
    SignedBlock.Builder message =
        SignedBlock.newBuilder()
            .setHeader(Proto.of(block.encodedHeader()))
            .setSignature(Proto.of(block.signature()));
    for (Transaction transaction : block.transactions()) {
      message.addTransactions(TransactionCodec.toMessage(transaction.signed()));
      if (EthereumCodec.isEthereum(transaction.signed())) {
        message.addEthereumSigners(EthereumCodec.signers(transaction));
      }
    }
    for (Receipt receipt : block.receipts()) {
      message.addReceipts(ReceiptCodec.toMessage(receipt));
    }
    for (NameEvent event : block.nameEvents()) {
      message.addNameEvents(ReceiptCodec.toMessage(event));
    }
    return message;
  }

  /** Parses the bytes of a stored block. */
  public static SignedBlock parse(byte[] stored) throws MalformedException {
    try {
      return SignedBlock.parseFrom(stored);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedException("the bytes are no ghost.ledger.v1.SignedBlock");
    }
  }

  /** The block in {@code message}. */
  public static Block fromMessage(SignedBlock message) throws MalformedException {
    Bytes header = Proto.bytes(message.getHeader());
    List<Transaction> transactions = new ArrayList<>(message.getTransactionsCount());
    Iterator<EthereumSigners> signers = message.getEthereumSignersList().iterator();
    for (io.ghostbridge.proto.ledger.v1.SignedTransaction each : message.getTransactionsList()) {
      transactions.add(transaction(TransactionCodec.fromMessage(each), signers));
    }
    List<Receipt> receipts = new ArrayList<>(message.getReceiptsCount());
    for (io.ghostbridge.proto.ledger.v1.Receipt receipt : message.getReceiptsList()) {
      receipts.add(ReceiptCodec.fromMessage(receipt));
    }
    List<NameEvent> events = new ArrayList<>(message.getNameEventsCount());
    for (io.ghostbridge.proto.ledger.v1.NameEvent event : message.getNameEventsList()) {
      events.add(ReceiptCodec.fromMessage(event));
    }
    return new Block(
        HeaderCodec.decode(header.unsafeArray()),
        HeaderCodec.hash(header),
        header,
        Proto.bytes(message.getSignature()),
        transactions,
        receipts,
        events);
  }

  private static Transaction transaction(
      SignedTransaction signed, Iterator<EthereumSigners> signers) throws MalformedException {
    if (!EthereumCodec.isEthereum(signed)) {
      return TransactionCodec.decode(signed).transaction();
    }
    if (!signers.hasNext()) {
      throw new MalformedException("a block has fewer signers than Ethereum transactions");
    }
    return EthereumCodec.read(signed, signers.next());
  }
}
