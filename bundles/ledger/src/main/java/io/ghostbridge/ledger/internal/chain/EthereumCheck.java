package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.ledger.ContractParameters;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import io.ghostbridge.ledger.internal.codec.EthereumCodec;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads Ethereum's transactions and tells who sent them. Any thread. */
final class EthereumCheck {
  private final ContractParameters parameters;
  private final Signatures signatures;
  private volatile @Nullable Recovery recovery;

  private record Recovery(RecoverableSignatureScheme scheme, SenderRecovery senders) {}

  EthereumCheck(ContractParameters parameters, Signatures signatures) {
    this.parameters = parameters;
    this.signatures = signatures;
  }

  Transaction decode(SignedTransaction signed) throws TransactionRejectedException {
    if (signed.body().size() > EthereumCodec.MAXIMUM_BYTES) {
      throw new TransactionRejectedException(
          Reason.TOO_LARGE,
          "the transaction has "
              + signed.body().size()
              + " bytes; at most "
              + EthereumCodec.MAXIMUM_BYTES
              + " are allowed");
    }
    try {
      EthereumTransaction transaction = EthereumCodec.parse(signed);
      requireType(transaction);
      requireChain(transaction);
      return EthereumCodec.recover(signed, transaction, senders())
          .orElseThrow(
              () ->
                  new TransactionRejectedException(
                      Reason.BAD_SIGNATURE,
                      "the signature is nobody's: r and s are below the curve's order, and s is in"
                          + " its lower half (EIP-2)"));
    } catch (MalformedException e) {
      String message = e.getMessage();
      throw new TransactionRejectedException(Reason.MALFORMED, message == null ? "" : message);
    }
  }

  private static void requireType(EthereumTransaction transaction)
      throws TransactionRejectedException {
    if (transaction.type() == EthereumTransaction.BLOBS) {
      throw new TransactionRejectedException(
          Reason.MALFORMED, "transaction type not supported: this chain has no blobs (EIP-4844)");
    }
  }

  private void requireChain(EthereumTransaction transaction) throws TransactionRejectedException {
    BigInteger chain = BigInteger.valueOf(parameters.chainNumber());
    BigInteger given = transaction.chainId().orElse(null);
    if (!chain.equals(given)) {
      throw new TransactionRejectedException(
          Reason.WRONG_CHAIN,
          given == null
              ? "the transaction is for any chain, so that others could replay it: sign it for "
                  + chain
                  + " (EIP-155)"
              : "invalid chain id: the transaction is for the chain "
                  + given
                  + ", this one is "
                  + chain);
    }
  }

  private SenderRecovery senders() throws TransactionRejectedException {
    if (!(signatures.scheme(Signatures.SECP256K1) instanceof RecoverableSignatureScheme scheme)) {
      throw new TransactionRejectedException(
          Reason.UNKNOWN_ALGORITHM,
          "no bundle on this node provides " + Signatures.SECP256K1 + ": install and start it");
    }
    Recovery known = recovery;
    if (known == null || !known.scheme().equals(scheme)) {
      known = new Recovery(scheme, new SenderRecovery(scheme));
      recovery = known;
    }
    return known.senders();
  }
}
