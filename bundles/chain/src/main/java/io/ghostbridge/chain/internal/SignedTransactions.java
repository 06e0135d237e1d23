package io.ghostbridge.chain.internal;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.SignedTransaction;

/** Signed transactions between the wire and the ledger. The bytes that were signed never change. */
final class SignedTransactions {
  private SignedTransactions() {}

  static SignedTransaction fromWire(io.ghostbridge.proto.ledger.v1.SignedTransaction message) {
    return new SignedTransaction(
        Bytes.wrap(message.getBody().toByteArray()),
        message.getAlgorithm(),
        Bytes.wrap(message.getPublicKey().toByteArray()),
        Bytes.wrap(message.getSignature().toByteArray()));
  }

  static io.ghostbridge.proto.ledger.v1.SignedTransaction toWire(SignedTransaction transaction) {
    return io.ghostbridge.proto.ledger.v1.SignedTransaction.newBuilder()
        .setBody(ByteString.copyFrom(transaction.body().unsafeArray()))
        .setAlgorithm(transaction.algorithm())
        .setPublicKey(ByteString.copyFrom(transaction.publicKey().unsafeArray()))
        .setSignature(ByteString.copyFrom(transaction.signature().unsafeArray()))
        .build();
  }
}
