package io.ghostbridge.ledger.internal.chain;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.ledger.internal.hash.Sha256;
import io.ghostbridge.proto.ledger.v1.RegisterName;
import io.ghostbridge.proto.ledger.v1.RenewName;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import io.ghostbridge.proto.ledger.v1.Transfer;
import io.ghostbridge.proto.ledger.v1.TransferName;
import io.ghostbridge.proto.ledger.v1.UpdateName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;

/** An account that signs transactions with consecutive nonces. */
final class TestAccount {
  static final Amount FEE = Amount.parse("0.0001");
  static final Amount REGISTRATION = Amount.ofGhost(1);

  private final SigningKey key;
  private long nonce;

  TestAccount(long seed) {
    key = new TestScheme().fromSeed(ByteBuffer.allocate(32).putLong(seed).array());
  }

  Address address() {
    return Address.ofEd25519(key.publicKey().unsafeArray());
  }

  SigningKey key() {
    return key;
  }

  long nonce() {
    return nonce;
  }

  TestAccount withNonce(long next) {
    nonce = next;
    return this;
  }

  SignedTransaction transfer(Address to, Amount amount) {
    return sign(
        body(FEE)
            .setTransfer(
                Transfer.newBuilder().setTo(Proto.of(to.bytes())).setAmount(Proto.of(amount))));
  }

  SignedTransaction register(String name, long blocks, NameRecord... records) {
    RegisterName.Builder operation =
        RegisterName.newBuilder().setName(name).setDurationBlocks(blocks);
    for (NameRecord record : records) {
      operation.addRecords(Proto.record(record));
    }
    return sign(body(FEE.plus(REGISTRATION)).setRegisterName(operation));
  }

  SignedTransaction update(String name, List<NameRecord> records) {
    return sign(
        body(FEE)
            .setUpdateName(
                UpdateName.newBuilder()
                    .setName(name)
                    .addAllRecords(records.stream().map(Proto::record).toList())));
  }

  SignedTransaction give(String name, Address to) {
    return sign(
        body(FEE)
            .setTransferName(
                TransferName.newBuilder().setName(name).setNewOwner(Proto.of(to.bytes()))));
  }

  SignedTransaction renew(String name, long blocks) {
    return sign(
        body(FEE.plus(REGISTRATION))
            .setRenewName(RenewName.newBuilder().setName(name).setDurationBlocks(blocks)));
  }

  /** A body for {@code ghost-test} with the next nonce. */
  TransactionBody.Builder body(Amount fee) {
    return TransactionBody.newBuilder()
        .setChainId("ghost-test")
        .setNonce(nonce)
        .setFee(Proto.of(fee))
        .setExpiryHeight(1000);
  }

  /** Signs and uses the nonce. */
  SignedTransaction sign(TransactionBody.Builder body) {
    nonce++;
    return signOnly(body, UnaryOperator.identity());
  }

  SignedTransaction signOnly(
      TransactionBody.Builder body, UnaryOperator<byte[]> changedAfterSigning) {
    byte[] bytes = body.build().toByteArray();
    byte[] signature = key.sign(Sha256.separate("ghostbridge/transaction/v1", bytes));
    return new SignedTransaction(
        Bytes.wrap(changedAfterSigning.apply(bytes)),
        "ed25519",
        key.publicKey(),
        Bytes.wrap(signature));
  }

  static ByteString bytes(int size) {
    return ByteString.copyFrom(new byte[size]);
  }
}
