package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.crypto.RecoverableSigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.crypto.PureSecp256k1;
import io.ghostbridge.crypto.ecdsa.secp256k1.internal.EcdsaSecp256k1;
import io.ghostbridge.ethereum.transaction.EthereumSignature;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** An account that signs Ethereum's transactions with consecutive nonces. */
final class EthereumSender {
  static final EcdsaSecp256k1 SCHEME = new EcdsaSecp256k1(new PureSecp256k1());
  static final BigInteger GWEI = BigInteger.TEN.pow(9);
  static final long CHAIN = 26_472;

  /** Counts in slot 0, writes an event with the topic 0xbeef, and returns the count. */
  static final Bytes COUNTER =
      Bytes.fromHex(
          "601a80600b6000396000f3" + "6001600054018060005560005261beef60206000a160206000f3");

  /** Undoes everything. */
  static final Bytes REVERTER = Bytes.fromHex("600580600b6000396000f3" + "60206000fd");

  /** Breaks a rule. */
  static final Bytes BREAKER = Bytes.fromHex("600180600b6000396000f3" + "fe");

  /** Destroys itself while it is made, and its value with it. */
  static final Bytes BURNER = Bytes.fromHex("30ff");

  private final RecoverableSigningKey key;
  private long nonce;

  EthereumSender(long seed) {
    key = SCHEME.fromSeed(ByteBuffer.allocate(32).putLong(24, seed).array());
  }

  Address address() {
    return new SenderRecovery(SCHEME).address(key.publicKey());
  }

  EthereumSender withNonce(long next) {
    nonce = next;
    return this;
  }

  SignedTransaction deploy(Bytes initCode) {
    return send(Optional.empty(), BigInteger.ZERO, initCode, 500_000);
  }

  SignedTransaction call(Address to) {
    return send(Optional.of(to), BigInteger.ZERO, Bytes.EMPTY, 100_000);
  }

  SignedTransaction send(Optional<Address> to, BigInteger value, Bytes input, long gasLimit) {
    return sign(transaction(to, value, input, gasLimit));
  }

  EthereumTransaction transaction(
      Optional<Address> to, BigInteger value, Bytes input, long gasLimit) {
    return new EthereumTransaction(
        EthereumTransaction.DYNAMIC_FEE,
        Optional.of(BigInteger.valueOf(CHAIN)),
        nonce,
        GWEI,
        GWEI.multiply(BigInteger.TEN),
        gasLimit,
        to,
        value,
        input,
        List.of(),
        BigInteger.ZERO,
        List.of(),
        List.of(),
        new EthereumSignature(0, BigInteger.ONE, BigInteger.ONE));
  }

  /** Signs and uses the nonce. */
  SignedTransaction sign(EthereumTransaction transaction) {
    nonce = transaction.nonce() + 1;
    byte[] signature = key.signDigest(transaction.signingHash());
    return SignedTransaction.ethereum(
        Bytes.wrap(transaction.withSignature(EthereumSignature.ofRecoverable(signature)).encode()));
  }
}
