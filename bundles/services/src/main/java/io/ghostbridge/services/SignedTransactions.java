package io.ghostbridge.services;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.SignedTransaction;

/** Signed transactions between the wire and the ledger. The bytes that were signed never change. */
public final class SignedTransactions {
  private SignedTransactions() {}

  /** The ledger's form of a message. */
  public static SignedTransaction fromWire(
      io.ghostbridge.proto.ledger.v1.SignedTransaction message) {
    return new SignedTransaction(
        Bytes.wrap(message.getBody().toByteArray()),
        message.getAlgorithm(),
        Bytes.wrap(message.getPublicKey().toByteArray()),
        Bytes.wrap(message.getSignature().toByteArray()));
  }

  /** The wire's form. */
  public static io.ghostbridge.proto.ledger.v1.SignedTransaction toWire(
      SignedTransaction transaction) {
    return io.ghostbridge.proto.ledger.v1.SignedTransaction.newBuilder()
        .setBody(ByteString.copyFrom(transaction.body().unsafeArray()))
        .setAlgorithm(transaction.algorithm())
        .setPublicKey(ByteString.copyFrom(transaction.publicKey().unsafeArray()))
        .setSignature(ByteString.copyFrom(transaction.signature().unsafeArray()))
        .build();
  }
}
