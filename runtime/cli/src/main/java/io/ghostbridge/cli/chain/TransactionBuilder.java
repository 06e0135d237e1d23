package io.ghostbridge.cli.chain;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.ledger.v1.CallContract;
import io.ghostbridge.proto.ledger.v1.DeployContract;
import io.ghostbridge.proto.ledger.v1.NameRecord;
import io.ghostbridge.proto.ledger.v1.RegisterName;
import io.ghostbridge.proto.ledger.v1.RenewName;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import io.ghostbridge.proto.ledger.v1.Transfer;
import io.ghostbridge.proto.ledger.v1.TransferName;
import io.ghostbridge.proto.ledger.v1.UpdateName;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes signed transactions of one key for one chain, with ascending nonces. What is signed is said
 * in {@code ghost/ledger/v1/transaction.proto}.
 */
final class TransactionBuilder {
  private static final byte[] DOMAIN =
      "ghostbridge/transaction/v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final long EXPIRY_BLOCKS = 1000;

  private final ChainInfo chain;
  private final KeyFile key;
  private final Amount minimumFee;
  private final Amount registrationFee;
  private long nonce;

  /**
   * @param nonce of the next transaction
   */
  TransactionBuilder(ChainInfo chain, KeyFile key, long nonce) {
    this.chain = chain;
    this.key = key;
    this.nonce = nonce;
    minimumFee = Amount.fromBytes(chain.getMinimumFee().toByteArray());
    registrationFee = Amount.fromBytes(chain.getRegistrationFee().toByteArray());
  }

  /** For the account of {@code key} as {@code client}'s node knows it. */
  static TransactionBuilder of(ChainClient client, KeyFile key) {
    return new TransactionBuilder(
        client.info(), key, client.account(key.address().toString()).getNonce());
  }

  SignedTransaction transfer(Address to, Amount amount) {
    return sign(
        body(minimumFee)
            .setTransfer(Transfer.newBuilder().setTo(bytes(to)).setAmount(bytes(amount))));
  }

  SignedTransaction register(String name, List<NameRecord> records, long durationBlocks) {
    return sign(
        body(feeFor(durationBlocks))
            .setRegisterName(
                RegisterName.newBuilder()
                    .setName(name)
                    .addAllRecords(records)
                    .setDurationBlocks(durationBlocks)));
  }

  SignedTransaction update(String name, List<NameRecord> records) {
    return sign(
        body(minimumFee)
            .setUpdateName(UpdateName.newBuilder().setName(name).addAllRecords(records)));
  }

  SignedTransaction transferName(String name, Address newOwner) {
    return sign(
        body(minimumFee)
            .setTransferName(TransferName.newBuilder().setName(name).setNewOwner(bytes(newOwner))));
  }

  SignedTransaction renew(String name, long durationBlocks) {
    return sign(
        body(feeFor(durationBlocks))
            .setRenewName(RenewName.newBuilder().setName(name).setDurationBlocks(durationBlocks)));
  }

  /** Makes a contract of {@code code}. */
  SignedTransaction deploy(
      ByteString code, Amount value, long gasLimit, Amount maxFee, Amount priorityFee) {
    return sign(
        body(Amount.ZERO)
            .setDeployContract(
                DeployContract.newBuilder()
                    .setCode(code)
                    .setValue(bytes(value))
                    .setGasLimit(gasLimit)
                    .setMaxFeePerGas(bytes(maxFee))
                    .setMaxPriorityFeePerGas(bytes(priorityFee))));
  }

  /** Calls the contract at {@code to}. */
  SignedTransaction call(
      Address to,
      ByteString input,
      Amount value,
      long gasLimit,
      Amount maxFee,
      Amount priorityFee) {
    return sign(
        body(Amount.ZERO)
            .setCallContract(
                CallContract.newBuilder()
                    .setTo(bytes(to))
                    .setInput(input)
                    .setValue(bytes(value))
                    .setGasLimit(gasLimit)
                    .setMaxFeePerGas(bytes(maxFee))
                    .setMaxPriorityFeePerGas(bytes(priorityFee))));
  }

  /** How long a registration lasts if nobody says: one period, the shortest that is paid for. */
  long defaultDurationBlocks() {
    return Math.max(1, chain.getRegistrationPeriodBlocks());
  }

  private Amount feeFor(long durationBlocks) {
    long periods = Math.ceilDiv(durationBlocks, defaultDurationBlocks());
    return minimumFee.plus(registrationFee.times(periods));
  }

  private TransactionBody.Builder body(Amount fee) {
    return TransactionBody.newBuilder()
        .setChainId(chain.getChainId())
        .setNonce(nonce++)
        .setFee(bytes(fee))
        .setExpiryHeight(
            chain.getHeight() + Math.min(EXPIRY_BLOCKS, chain.getMaximumExpiryBlocks()));
  }

  private SignedTransaction sign(TransactionBody.Builder body) {
    byte[] bytes = body.build().toByteArray();
    byte[] message = new byte[DOMAIN.length + bytes.length];
    System.arraycopy(DOMAIN, 0, message, 0, DOMAIN.length);
    System.arraycopy(bytes, 0, message, DOMAIN.length, bytes.length);
    return SignedTransaction.newBuilder()
        .setBody(ByteString.copyFrom(bytes))
        .setAlgorithm("ed25519")
        .setPublicKey(ByteString.copyFrom(key.publicKey()))
        .setSignature(ByteString.copyFrom(key.sign(message)))
        .build();
  }

  private static ByteString bytes(Amount amount) {
    return ByteString.copyFrom(amount.toBytes());
  }

  private static ByteString bytes(Address address) {
    return ByteString.copyFrom(address.bytes().toByteArray());
  }
}
