package io.ghostbridge.ethereum.transaction;

import static io.ghostbridge.ethereum.transaction.EthereumTransaction.ACCESS_LIST;
import static io.ghostbridge.ethereum.transaction.EthereumTransaction.BLOBS;
import static io.ghostbridge.ethereum.transaction.EthereumTransaction.LEGACY;
import static io.ghostbridge.ethereum.transaction.EthereumTransaction.SET_CODE;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.rlp.RlpReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads transactions: EIP-2718's envelope, and legacy ones, which are lists. */
final class TransactionDecoder {
  private static final int FIRST_LIST_BYTE = 0xc0;
  private static final BigInteger PRE_155 = BigInteger.valueOf(27);
  private static final BigInteger EIP_155 = BigInteger.valueOf(35);

  private TransactionDecoder() {}

  static EthereumTransaction decode(byte[] encoded) throws RlpException {
    if (encoded.length == 0) {
      throw new RlpException(0, "a transaction has at least one byte");
    }
    int first = encoded[0] & 0xff;
    if (first >= FIRST_LIST_BYTE) {
      RlpReader outer = new RlpReader(encoded);
      EthereumTransaction transaction = legacy(outer.list());
      outer.requireEnd();
      return transaction;
    }
    if (first < ACCESS_LIST || first > SET_CODE) {
      throw new RlpException(
          0, "a transaction starts with its type, 1 to 4, or is a list, not with " + first);
    }
    RlpReader outer = new RlpReader(Arrays.copyOfRange(encoded, 1, encoded.length));
    EthereumTransaction transaction = typed(first, outer.list());
    outer.requireEnd();
    return transaction;
  }

  private static EthereumTransaction legacy(RlpReader in) throws RlpException {
    long nonce = in.number64();
    BigInteger gasPrice = in.number();
    long gasLimit = in.number64();
    Optional<Address> to = recipient(in);
    BigInteger value = in.number();
    Bytes input = Bytes.wrap(in.bytes());
    int offset = in.offset();
    BigInteger v = in.number();
    BigInteger r = in.number();
    BigInteger s = in.number();
    in.requireEnd();
    Optional<BigInteger> chainId = Optional.empty();
    int parity;
    if (v.equals(PRE_155) || v.equals(PRE_155.add(BigInteger.ONE))) {
      parity = v.subtract(PRE_155).intValue();
    } else if (v.compareTo(EIP_155) >= 0) {
      parity = v.subtract(EIP_155).testBit(0) ? 1 : 0;
      chainId = Optional.of(v.subtract(EIP_155).shiftRight(1));
    } else {
      throw new RlpException(offset, "v is 27, 28 or at least 35 (EIP-155), not " + v);
    }
    return new EthereumTransaction(
        LEGACY,
        chainId,
        nonce,
        gasPrice,
        gasPrice,
        gasLimit,
        to,
        value,
        input,
        List.of(),
        BigInteger.ZERO,
        List.of(),
        List.of(),
        new EthereumSignature(parity, r, s));
  }

  private static EthereumTransaction typed(int type, RlpReader in) throws RlpException {
    BigInteger chainId = in.number();
    long nonce = in.number64();
    BigInteger priorityFee = in.number();
    BigInteger maxFee = type == ACCESS_LIST ? priorityFee : in.number();
    long gasLimit = in.number64();
    Optional<Address> to =
        type == BLOBS || type == SET_CODE
            ? Optional.of(Address.wrap(in.bytes(Address.SIZE)))
            : recipient(in);
    BigInteger value = in.number();
    Bytes input = Bytes.wrap(in.bytes());
    List<AccessListEntry> accessList = accessList(in.list());
    BigInteger maxFeePerBlobGas = type == BLOBS ? in.number() : BigInteger.ZERO;
    List<Hash> blobHashes = type == BLOBS ? hashes(in.list()) : List.of();
    List<SignedAuthorization> authorizations =
        type == SET_CODE ? authorizations(in.list()) : List.of();
    int offset = in.offset();
    long parity = in.number63();
    if (parity > 1) {
      throw new RlpException(offset, "the y parity of a signature is 0 or 1, not " + parity);
    }
    BigInteger r = in.number();
    BigInteger s = in.number();
    in.requireEnd();
    return new EthereumTransaction(
        type,
        Optional.of(chainId),
        nonce,
        priorityFee,
        maxFee,
        gasLimit,
        to,
        value,
        input,
        accessList,
        maxFeePerBlobGas,
        blobHashes,
        authorizations,
        new EthereumSignature((int) parity, r, s));
  }

  private static Optional<Address> recipient(RlpReader in) throws RlpException {
    int offset = in.offset();
    Bytes bytes = in.string(Address.SIZE);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    if (bytes.size() != Address.SIZE) {
      throw new RlpException(offset, "a recipient has 20 bytes or none, not " + bytes.size());
    }
    return Optional.of(new Address(bytes));
  }

  private static List<AccessListEntry> accessList(RlpReader in) throws RlpException {
    List<AccessListEntry> entries = new ArrayList<>();
    while (!in.atEnd()) {
      RlpReader entry = in.list();
      Address address = Address.wrap(entry.bytes(Address.SIZE));
      List<Hash> keys = hashes(entry.list());
      entry.requireEnd();
      entries.add(new AccessListEntry(address, keys));
    }
    return entries;
  }

  private static List<Hash> hashes(RlpReader in) throws RlpException {
    List<Hash> hashes = new ArrayList<>();
    while (!in.atEnd()) {
      hashes.add(Hash.wrap(in.bytes(Hash.SIZE)));
    }
    return hashes;
  }

  private static List<SignedAuthorization> authorizations(RlpReader in) throws RlpException {
    List<SignedAuthorization> authorizations = new ArrayList<>();
    while (!in.atEnd()) {
      RlpReader each = in.list();
      BigInteger chainId = each.number();
      Address address = Address.wrap(each.bytes(Address.SIZE));
      long nonce = each.number64();
      int offset = each.offset();
      long parity = each.number63();
      if (parity > 255) {
        throw new RlpException(offset, "the y parity is below 256 (EIP-7702), not " + parity);
      }
      authorizations.add(
          new SignedAuthorization(
              chainId, address, nonce, (int) parity, each.number(), each.number()));
      each.requireEnd();
    }
    return authorizations;
  }
}
