package io.ghostbridge.bench.contracts;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.RecoverableSigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.transaction.EthereumSignature;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A key on secp256k1 that signs transactions of type 2 (EIP-1559), with its account's nonces. */
final class EthereumKey {
  /** The chain's number in the configuration that is shipped. */
  private static final BigInteger CHAIN = BigInteger.valueOf(26_472);

  /** Far above the base fee, of which a sender pays what it is in its block. */
  private static final BigInteger MAX_FEE = BigInteger.TEN.pow(12);

  private static final EthereumSignature NONE =
      new EthereumSignature(0, BigInteger.ZERO, BigInteger.ZERO);

  private final RecoverableSigningKey key;
  private final Address address;
  private long nonce;

  private EthereumKey(RecoverableSigningKey key, Address address) {
    this.key = key;
    this.address = address;
  }

  /** Keys whose seeds are the hashes of the numbers from 0: the same in every run. */
  static List<EthereumKey> first(int count) throws IOException {
    CryptoAlgorithms algorithms = new ClassPathAlgorithms(EthereumKey.class.getClassLoader());
    RecoverableSignatureScheme scheme =
        algorithms.get(RecoverableSignatureScheme.class, SenderRecovery.ALGORITHM);
    SenderRecovery senders = new SenderRecovery(scheme);
    return IntStream.range(0, count)
        .mapToObj(
            number -> {
              byte[] text = ("bench contracts " + number).getBytes(StandardCharsets.US_ASCII);
              RecoverableSigningKey key = scheme.fromSeed(new Keccak().digest(text));
              return new EthereumKey(key, senders.address(key.publicKey()));
            })
        .toList();
  }

  Address address() {
    return address;
  }

  /** The transactions that it has signed. */
  long nonce() {
    return nonce;
  }

  /** The account's next transaction; one that makes a contract where {@code to} is empty. */
  SignedTransaction sign(Optional<Address> to, Bytes input, long gas) {
    EthereumTransaction unsigned =
        new EthereumTransaction(
            EthereumTransaction.DYNAMIC_FEE,
            Optional.of(CHAIN),
            nonce++,
            BigInteger.ZERO,
            MAX_FEE,
            gas,
            to,
            BigInteger.ZERO,
            input,
            List.of(),
            BigInteger.ZERO,
            List.of(),
            List.of(),
            NONE);
    byte[] signature = key.signDigest(unsigned.signingHash());
    byte[] encoded = unsigned.withSignature(EthereumSignature.ofRecoverable(signature)).encode();
    return SignedTransaction.newBuilder()
        .setBody(ByteString.copyFrom(encoded))
        .setAlgorithm("ethereum")
        .build();
  }
}
