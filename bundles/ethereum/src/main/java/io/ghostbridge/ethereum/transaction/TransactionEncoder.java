package io.ghostbridge.ethereum.transaction;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import java.math.BigInteger;

/** Writes transactions, whole and as they are signed. */
final class TransactionEncoder {
  private TransactionEncoder() {}

  static byte[] encode(EthereumTransaction transaction) {
    EthereumSignature signature = transaction.signature();
    RlpWriter out = new RlpWriter(256 + transaction.input().size());
    out.list(
        o -> {
          fields(o, transaction);
          o.number(transaction.v()).number(signature.r()).number(signature.s());
        });
    return enveloped(transaction, out);
  }

  static byte[] unsigned(EthereumTransaction transaction) {
    RlpWriter out = new RlpWriter(256 + transaction.input().size());
    out.list(
        o -> {
          fields(o, transaction);
          if (transaction.type() == EthereumTransaction.LEGACY) {
            // EIP-155: the chain's number and two zeroes stand for the signature.
            transaction.chainId().ifPresent(id -> o.number(id).number(0).number(0));
          }
        });
    return enveloped(transaction, out);
  }

  private static byte[] enveloped(EthereumTransaction transaction, RlpWriter list) {
    byte[] encoded = list.toByteArray();
    if (transaction.type() == EthereumTransaction.LEGACY) {
      return encoded;
    }
    byte[] enveloped = new byte[encoded.length + 1];
    enveloped[0] = (byte) transaction.type();
    System.arraycopy(encoded, 0, enveloped, 1, encoded.length);
    return enveloped;
  }

  private static void fields(RlpWriter out, EthereumTransaction transaction) {
    int type = transaction.type();
    if (type != EthereumTransaction.LEGACY) {
      out.number(transaction.chainId().orElse(BigInteger.ZERO));
    }
    out.number(transaction.nonce());
    if (type >= EthereumTransaction.DYNAMIC_FEE) {
      out.number(transaction.maxPriorityFeePerGas());
    }
    out.number(transaction.maxFeePerGas()).number(transaction.gasLimit());
    out.bytes(transaction.to().map(Address::bytes).orElse(Bytes.EMPTY));
    out.number(transaction.value()).bytes(transaction.input());
    if (type != EthereumTransaction.LEGACY) {
      out.list(o -> transaction.accessList().forEach(entry -> accessListEntry(o, entry)));
    }
    if (type == EthereumTransaction.BLOBS) {
      out.number(transaction.maxFeePerBlobGas());
      out.list(o -> transaction.blobHashes().forEach(hash -> o.bytes(hash.bytes())));
    }
    if (type == EthereumTransaction.SET_CODE) {
      out.list(o -> transaction.authorizations().forEach(each -> authorization(o, each)));
    }
  }

  private static void accessListEntry(RlpWriter out, AccessListEntry entry) {
    out.list(
        o -> {
          o.bytes(entry.address().bytes());
          o.list(keys -> entry.storageKeys().forEach(key -> keys.bytes(key.bytes())));
        });
  }

  private static void authorization(RlpWriter out, SignedAuthorization authorization) {
    out.list(
        o ->
            o.number(authorization.chainId())
                .bytes(authorization.address().bytes())
                .number(authorization.nonce())
                .number(authorization.yParity())
                .number(authorization.r())
                .number(authorization.s()));
  }
}
