package io.ghostbridge.ethereum.transaction;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A transaction of Ethereum's.
 *
 * @param type 0 legacy, 1 access list (EIP-2930), 2 dynamic fee (EIP-1559), 3 blobs (EIP-4844), 4
 *     set code (EIP-7702)
 * @param chainId empty of a legacy transaction that is for any chain (before EIP-155)
 * @param nonce unsigned
 * @param maxFeePerGas the gas price of types 0 and 1
 * @param maxPriorityFeePerGas the gas price of types 0 and 1
 * @param gasLimit unsigned
 * @param to the callee; empty to make a contract
 * @param value in atto-GHOST
 * @param input the call data, or the code that makes the contract
 * @param maxFeePerBlobGas of type 3; 0 of the others
 * @param blobHashes of type 3
 * @param authorizations of type 4
 */
public record EthereumTransaction(
    int type,
    Optional<BigInteger> chainId,
    long nonce,
    BigInteger maxPriorityFeePerGas,
    BigInteger maxFeePerGas,
    long gasLimit,
    Optional<Address> to,
    BigInteger value,
    Bytes input,
    List<AccessListEntry> accessList,
    BigInteger maxFeePerBlobGas,
    List<Hash> blobHashes,
    List<SignedAuthorization> authorizations,
    EthereumSignature signature) {
  /** Before EIP-2718. */
  public static final int LEGACY = 0;

  /** EIP-2930. */
  public static final int ACCESS_LIST = 1;

  /** EIP-1559. */
  public static final int DYNAMIC_FEE = 2;

  /** EIP-4844. */
  public static final int BLOBS = 3;

  /** EIP-7702. */
  public static final int SET_CODE = 4;

  /** Copies the lists. */
  public EthereumTransaction {
    accessList = List.copyOf(accessList);
    blobHashes = List.copyOf(blobHashes);
    authorizations = List.copyOf(authorizations);
  }

  /**
   * Decodes a transaction as {@code eth_sendRawTransaction} takes it. Its signature's numbers are
   * as they came; see {@link SenderRecovery}.
   *
   * @throws RlpException if it is not exactly one transaction in its canonical form
   */
  public static EthereumTransaction decode(byte[] encoded) throws RlpException {
    return TransactionDecoder.decode(encoded);
  }

  /** The bytes that {@link #decode} reads. */
  public byte[] encode() {
    return TransactionEncoder.encode(this);
  }

  /** Its hash, by which it is known. */
  public Hash hash() {
    return Keccak.hash(encode());
  }

  /** The digest that the sender signs. */
  public byte[] signingHash() {
    return new Keccak().digest(TransactionEncoder.unsigned(this));
  }

  /** The v of the signature: of a legacy transaction as EIP-155 has it, of others the parity. */
  public BigInteger v() {
    BigInteger parity = BigInteger.valueOf(signature.yParity());
    if (type != LEGACY) {
      return parity;
    }
    return chainId
        .map(id -> id.shiftLeft(1).add(BigInteger.valueOf(35)).add(parity))
        .orElseGet(() -> parity.add(BigInteger.valueOf(27)));
  }

  /** This transaction with another signature. */
  public EthereumTransaction withSignature(EthereumSignature other) {
    return new EthereumTransaction(
        type,
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        input,
        accessList,
        maxFeePerBlobGas,
        blobHashes,
        authorizations,
        other);
  }

  /** What a unit of gas costs where the base fee is {@code baseFee} (EIP-1559). */
  public BigInteger effectiveGasPrice(BigInteger baseFee) {
    return maxFeePerGas.min(baseFee.add(maxPriorityFeePerGas));
  }
}
