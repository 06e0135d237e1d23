package io.ghostbridge.ledger.internal.codec;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.transaction.ContractTransactions;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import io.ghostbridge.proto.ledger.v1.EthereumSigners;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ethereum's transactions as blocks hold them. */
public final class EthereumCodec {
  /** The largest transaction in bytes, as most nodes of Ethereum have it. */
  public static final int MAXIMUM_BYTES = 131_072;

  private EthereumCodec() {}

  /** Whether {@code signed} is one of Ethereum's. */
  public static boolean isEthereum(SignedTransaction signed) {
    return signed.algorithm().equals(SignedTransaction.ETHEREUM);
  }

  /** What the transaction is known by. */
  public static Hash id(SignedTransaction signed) {
    return Keccak.hash(signed.body().unsafeArray());
  }

  /** Reads the transaction; who signed it is not looked at. */
  public static EthereumTransaction parse(SignedTransaction signed) throws MalformedException {
    if (!signed.publicKey().isEmpty() || !signed.signature().isEmpty()) {
      throw new MalformedException(
          "an Ethereum transaction holds its own signature: leave public_key and signature empty");
    }
    EthereumTransaction transaction;
    try {
      transaction = EthereumTransaction.decode(signed.body().unsafeArray());
    } catch (RlpException e) {
      throw new MalformedException("the body is no Ethereum transaction: " + e.getMessage());
    }
    if (transaction.gasLimit() < 0 || transaction.nonce() < 0) {
      throw new MalformedException("nonce and gas limit of a transaction are below 2^63");
    }
    return transaction;
  }

  /** The transaction with who signed what; empty if its own signature is of nobody. */
  public static Optional<Transaction> recover(
      SignedTransaction signed, EthereumTransaction transaction, SenderRecovery recovery)
      throws MalformedException {
    Optional<Address> sender = recovery.sender(transaction);
    return sender.isEmpty()
        ? Optional.empty()
        : Optional.of(
            transaction(signed, ContractTransactions.of(transaction, sender.get(), recovery)));
  }

  private static Transaction transaction(SignedTransaction signed, ContractTransaction contract)
      throws MalformedException {
    return new Transaction(
        id(signed),
        contract.sender(),
        contract.nonce(),
        mostCost(contract.gasLimit(), contract.maxFeePerGas().toBigInteger()),
        Long.MAX_VALUE,
        new Operation.Ethereum(contract),
        signed);
  }

  /** What {@code gasLimit} costs at most. */
  static Amount mostCost(long gasLimit, BigInteger maxFeePerGas) throws MalformedException {
    BigInteger cost = maxFeePerGas.multiply(BigInteger.valueOf(gasLimit));
    if (cost.bitLength() > 256) {
      throw new MalformedException(
          "the gas limit of " + gasLimit + " at " + maxFeePerGas + " a unit costs 2^256 or more");
    }
    return new Amount(cost);
  }

  /** Who signed {@code transaction}, for the block log. */
  static EthereumSigners signers(Transaction transaction) {
    EthereumSigners.Builder message =
        EthereumSigners.newBuilder().setSender(Proto.of(transaction.sender().bytes()));
    if (transaction.operation() instanceof Operation.Ethereum ethereum) {
      for (ContractTransaction.Authorization each : ethereum.transaction().authorizations()) {
        message.addAuthorities(Proto.of(each.authority().map(Address::bytes).orElse(Bytes.EMPTY)));
      }
    }
    return message.build();
  }

  /** Reads a transaction whose signatures were looked at when its block was made. */
  static Transaction read(SignedTransaction signed, EthereumSigners signers)
      throws MalformedException {
    EthereumTransaction transaction = parse(signed);
    List<Optional<Address>> authorities = new ArrayList<>(signers.getAuthoritiesCount());
    for (var each : signers.getAuthoritiesList()) {
      authorities.add(
          each.isEmpty() ? Optional.empty() : Optional.of(Proto.address("authorities", each)));
    }
    if (authorities.size() != transaction.authorizations().size()) {
      throw new MalformedException("a transaction's authorizations have other signers");
    }
    return transaction(
        signed,
        ContractTransactions.of(
            transaction, Proto.address("sender", signers.getSender()), authorities));
  }
}
