package io.ghostbridge.ledger.internal.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.ledger.internal.hash.Sha256;
import io.ghostbridge.proto.ledger.v1.CallContract;
import io.ghostbridge.proto.ledger.v1.DeployContract;
import io.ghostbridge.proto.ledger.v1.RegisterName;
import io.ghostbridge.proto.ledger.v1.RenewName;
import io.ghostbridge.proto.ledger.v1.TransactionBody;
import io.ghostbridge.proto.ledger.v1.Transfer;
import io.ghostbridge.proto.ledger.v1.TransferName;
import io.ghostbridge.proto.ledger.v1.UpdateName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads transactions as {@code ghost/ledger/v1/transaction.proto} defines them. Whatever is not
 * known there is refused: a field that one node ignored and another did not would split the chain.
 */
public final class TransactionCodec {
  private static final String DOMAIN = "ghostbridge/transaction/v1";
  private static final String ID_DOMAIN = "ghostbridge/transaction-id/v1";

  private TransactionCodec() {}

  /** The bytes that the sender signs. */
  public static byte[] signedBytes(SignedTransaction transaction) {
    return Sha256.separate(DOMAIN, transaction.body().unsafeArray());
  }

  /**
   * What the transaction is known by: a digest of its sender and its body. Without the sender, two
   * accounts that sign equal bodies would share one.
   */
  public static Hash id(SignedTransaction transaction) {
    if (EthereumCodec.isEthereum(transaction)) {
      return EthereumCodec.id(transaction);
    }
    byte[] sender = Address.ofEd25519(transaction.publicKey().unsafeArray()).bytes().unsafeArray();
    byte[] body = transaction.body().unsafeArray();
    byte[] both = Arrays.copyOf(sender, sender.length + body.length);
    System.arraycopy(body, 0, both, sender.length, body.length);
    return new Hash(new Sha256().hash(Sha256.separate(ID_DOMAIN, both)));
  }

  /** A transaction and the chain that it is for. */
  public record Decoded(String chainId, Transaction transaction) {}

  /**
   * Decodes {@code signed} without checking its signature.
   *
   * @throws MalformedException if the body is not exactly a known one
   */
  public static Decoded decode(SignedTransaction signed) throws MalformedException {
    TransactionBody body;
    try {
      body = TransactionBody.parseFrom(signed.body().unsafeArray());
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedException("the body is no ghost.ledger.v1.TransactionBody");
    }
    refuseUnknownFields(body);
    Operation operation = operation(body);
    Transaction transaction =
        new Transaction(
            id(signed),
            Address.ofEd25519(signed.publicKey().unsafeArray()),
            Proto.number("nonce", body.getNonce()),
            fee(body, operation),
            Proto.number("expiry_height", body.getExpiryHeight()),
            operation,
            signed);
    return new Decoded(body.getChainId(), transaction);
  }

  private static Amount fee(TransactionBody body, Operation operation) throws MalformedException {
    if (!(operation instanceof Operation.Contract contract)) {
      return Proto.amount("fee", body.getFee());
    }
    if (!body.getFee().isEmpty()) {
      throw new MalformedException(
          "fee is empty where a contract is run, as its gas is paid for instead");
    }
    return EthereumCodec.mostCost(contract.gasLimit(), contract.maxFeePerGas().atto());
  }

  private static Operation operation(TransactionBody body) throws MalformedException {
    return switch (body.getOperationCase()) {
      case TRANSFER -> operation(body.getTransfer());
      case REGISTER_NAME -> operation(body.getRegisterName());
      case UPDATE_NAME -> operation(body.getUpdateName());
      case TRANSFER_NAME -> operation(body.getTransferName());
      case RENEW_NAME -> operation(body.getRenewName());
      case DEPLOY_CONTRACT -> operation(body.getDeployContract());
      case CALL_CONTRACT -> operation(body.getCallContract());
      case OPERATION_NOT_SET ->
          throw new MalformedException("the body has no operation that this chain knows");
    };
  }

  private static Operation operation(Transfer message) throws MalformedException {
    refuseUnknownFields(message);
    return new Operation.Transfer(
        Proto.address("transfer.to", message.getTo()),
        Proto.amount("transfer.amount", message.getAmount()));
  }

  private static Operation operation(RegisterName message) throws MalformedException {
    refuseUnknownFields(message);
    return new Operation.RegisterName(
        message.getName(),
        records(message.getRecordsList()),
        Proto.number("register_name.duration_blocks", message.getDurationBlocks()));
  }

  private static Operation operation(UpdateName message) throws MalformedException {
    refuseUnknownFields(message);
    return new Operation.UpdateName(message.getName(), records(message.getRecordsList()));
  }

  private static Operation operation(TransferName message) throws MalformedException {
    refuseUnknownFields(message);
    return new Operation.TransferName(
        message.getName(), Proto.address("transfer_name.new_owner", message.getNewOwner()));
  }

  private static Operation operation(RenewName message) throws MalformedException {
    refuseUnknownFields(message);
    return new Operation.RenewName(
        message.getName(), Proto.number("renew_name.duration_blocks", message.getDurationBlocks()));
  }

  private static Operation operation(DeployContract message) throws MalformedException {
    refuseUnknownFields(message);
    return new Operation.Deploy(
        Proto.bytes(message.getCode()),
        Proto.amount("deploy_contract.value", message.getValue()),
        Proto.number("deploy_contract.gas_limit", message.getGasLimit()),
        Proto.amount("deploy_contract.max_fee_per_gas", message.getMaxFeePerGas()),
        Proto.amount(
            "deploy_contract.max_priority_fee_per_gas", message.getMaxPriorityFeePerGas()));
  }

  private static Operation operation(CallContract message) throws MalformedException {
    refuseUnknownFields(message);
    return new Operation.Call(
        Proto.address("call_contract.to", message.getTo()),
        Proto.bytes(message.getInput()),
        Proto.amount("call_contract.value", message.getValue()),
        Proto.number("call_contract.gas_limit", message.getGasLimit()),
        Proto.amount("call_contract.max_fee_per_gas", message.getMaxFeePerGas()),
        Proto.amount("call_contract.max_priority_fee_per_gas", message.getMaxPriorityFeePerGas()));
  }

  private static List<NameRecord> records(List<io.ghostbridge.proto.ledger.v1.NameRecord> messages)
      throws MalformedException {
    List<NameRecord> records = new ArrayList<>(messages.size());
    for (io.ghostbridge.proto.ledger.v1.NameRecord message : messages) {
      refuseUnknownFields(message);
      records.add(Proto.record(message));
    }
    return records;
  }

  private static void refuseUnknownFields(Message message) throws MalformedException {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw new MalformedException(
          message.getDescriptorForType().getName()
              + " has no field with number "
              + message.getUnknownFields().asMap().keySet().iterator().next());
    }
  }

  /** The message of {@code signed}. */
  public static io.ghostbridge.proto.ledger.v1.SignedTransaction toMessage(
      SignedTransaction signed) {
    return io.ghostbridge.proto.ledger.v1.SignedTransaction.newBuilder()
        .setBody(Proto.of(signed.body()))
        .setAlgorithm(signed.algorithm())
        .setPublicKey(Proto.of(signed.publicKey()))
        .setSignature(Proto.of(signed.signature()))
        .build();
  }

  /** The transaction in {@code message}. */
  public static SignedTransaction fromMessage(
      io.ghostbridge.proto.ledger.v1.SignedTransaction message) {
    return new SignedTransaction(
        Proto.bytes(message.getBody()),
        message.getAlgorithm(),
        Proto.bytes(message.getPublicKey()),
        Proto.bytes(message.getSignature()));
  }
}
