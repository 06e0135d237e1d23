package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.Account;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.ledger.internal.codec.EthereumCodec;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.codec.TransactionCodec;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.ledger.internal.execution.StateView;

/** All checks of a transaction before its order is known, the costly ones last. Thread-safe. */
final class TransactionCheck {
  private final ChainRules rules;
  private final Signatures signatures;
  private final GasCheck gas;
  private final EthereumCheck ethereum;

  TransactionCheck(ChainRules rules, Signatures signatures) {
    this.rules = rules;
    this.signatures = signatures;
    this.gas = new GasCheck(rules.parameters().contracts());
    this.ethereum = new EthereumCheck(rules.parameters().contracts(), signatures);
  }

  /** Checks {@code signed} against the state in {@code view}. */
  Transaction check(SignedTransaction signed, StateView view) throws TransactionRejectedException {
    Transaction transaction = decode(signed);
    requireFee(transaction);
    if (!EthereumCodec.isEthereum(signed)) {
      requireExpiry(transaction, view.height());
    }
    requireAccount(transaction, view.account(transaction.sender()));
    requireSignature(transaction);
    return transaction;
  }

  /** Checks what can never change: form, chain and signature. */
  Transaction checkForm(SignedTransaction signed) throws TransactionRejectedException {
    Transaction transaction = decode(signed);
    requireFee(transaction);
    requireSignature(transaction);
    return transaction;
  }

  private Transaction decode(SignedTransaction signed) throws TransactionRejectedException {
    return EthereumCodec.isEthereum(signed) ? ethereum.decode(signed) : decodeNative(signed);
  }

  private Transaction decodeNative(SignedTransaction signed) throws TransactionRejectedException {
    ChainParameters parameters = rules.parameters();
    if (signed.body().size() > parameters.maximumTransactionBytes()) {
      throw new TransactionRejectedException(
          Reason.TOO_LARGE,
          "the body has "
              + signed.body().size()
              + " bytes; at most "
              + parameters.maximumTransactionBytes()
              + " are allowed");
    }
    scheme(signed);
    TransactionCodec.Decoded decoded;
    try {
      decoded = TransactionCodec.decode(signed);
    } catch (MalformedException e) {
      String message = e.getMessage();
      throw new TransactionRejectedException(Reason.MALFORMED, message == null ? "" : message);
    }
    if (!decoded.chainId().equals(parameters.chainId())) {
      throw new TransactionRejectedException(
          Reason.WRONG_CHAIN,
          "the transaction is for the chain '"
              + clip(decoded.chainId())
              + "', this one is '"
              + parameters.chainId()
              + "'");
    }
    return decoded.transaction();
  }

  private SignatureScheme scheme(SignedTransaction signed) throws TransactionRejectedException {
    SignatureScheme scheme =
        signed.algorithm().equals(Signatures.ED25519)
            ? signatures.scheme(Signatures.ED25519)
            : null;
    if (scheme == null) {
      throw new TransactionRejectedException(
          Reason.UNKNOWN_ALGORITHM,
          "the signature algorithm '" + clip(signed.algorithm()) + "' is not known: use ed25519");
    }
    return scheme;
  }

  private void requireFee(Transaction transaction) throws TransactionRejectedException {
    if (transaction.operation() instanceof Operation.Contract contract) {
      gas.require(contract);
      return;
    }
    Amount least = rules.leastFee(transaction.operation());
    if (transaction.fee().compareTo(least) < 0) {
      throw new TransactionRejectedException(
          Reason.FEE_TOO_LOW,
          "the fee is "
              + transaction.fee()
              + " GHOST; this operation costs at least "
              + least
              + " GHOST");
    }
  }

  private void requireExpiry(Transaction transaction, long head)
      throws TransactionRejectedException {
    if (transaction.expiryHeight() <= head) {
      throw new TransactionRejectedException(
          Reason.EXPIRED,
          "the transaction was valid up to height "
              + transaction.expiryHeight()
              + ", and the head is at "
              + head);
    }
    long furthest = head + rules.parameters().maximumExpiryBlocks();
    if (transaction.expiryHeight() > furthest) {
      throw new TransactionRejectedException(
          Reason.EXPIRY_TOO_FAR,
          "the expiry height is "
              + transaction.expiryHeight()
              + "; it may be at most "
              + furthest
              + " now");
    }
  }

  private static void requireAccount(Transaction transaction, Account account)
      throws TransactionRejectedException {
    if (transaction.nonce() < account.nonce()) {
      throw new TransactionRejectedException(
          Reason.NONCE_TOO_LOW,
          "the next nonce of "
              + transaction.sender()
              + " is "
              + account.nonce()
              + ", not "
              + transaction.nonce());
    }
    Amount moved =
        switch (transaction.operation()) {
          case Operation.Transfer transfer -> transfer.amount();
          case Operation.Contract contract -> contract.value();
          default -> Amount.ZERO;
        };
    // Compared one after the other, as the sum can be too large for an amount.
    if (account.balance().compareTo(transaction.fee()) < 0
        || account.balance().minus(transaction.fee()).compareTo(moved) < 0) {
      throw new TransactionRejectedException(
          Reason.INSUFFICIENT_BALANCE,
          "the balance of "
              + transaction.sender()
              + " is "
              + account.balance()
              + " GHOST, which does not cover the fee of "
              + transaction.fee()
              + " and the amount of "
              + moved);
    }
  }

  private void requireSignature(Transaction transaction) throws TransactionRejectedException {
    SignedTransaction signed = transaction.signed();
    if (EthereumCodec.isEthereum(signed)) {
      // The sender was told by the signature.
      return;
    }
    if (!scheme(signed)
        .verify(
            signed.publicKey().unsafeArray(),
            TransactionCodec.signedBytes(signed),
            signed.signature().unsafeArray())) {
      throw new TransactionRejectedException(
          Reason.BAD_SIGNATURE,
          "the signature is not one of this body by this public key: sign \"ghostbridge/"
              + "transaction/v1\", one zero byte and the body's bytes as they are sent");
    }
  }

  private static String clip(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "…";
  }
}
