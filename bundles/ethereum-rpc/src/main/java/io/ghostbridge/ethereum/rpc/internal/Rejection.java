package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;

/** Why a transaction was refused, in the words of geth's pool, which tools look for. */
final class Rejection {
  /** The most gas of a transaction (EIP-7825). */
  private static final long MAXIMUM_GAS = 1 << 24;

  private Rejection() {}

  static JsonRpcException of(
      TransactionRejectedException e, EthereumTransaction transaction, Chain chain) {
    return RpcErrors.server(words(e, transaction, chain) + ": " + e.getMessage());
  }

  private static String words(
      TransactionRejectedException e, EthereumTransaction transaction, Chain chain) {
    return switch (e.reason()) {
      case MALFORMED -> "rlp: malformed transaction";
      case TOO_LARGE -> "oversized data";
      case UNKNOWN_ALGORITHM, BAD_SIGNATURE -> "invalid sender";
      case WRONG_CHAIN -> wrongChain(transaction, chain);
      case NONCE_TOO_LOW -> "nonce too low";
      case NONCE_TOO_HIGH -> "nonce too high";
      case FEE_TOO_LOW -> "max fee per gas less than block base fee";
      case INSUFFICIENT_BALANCE -> "insufficient funds for gas * price + value";
      case DUPLICATE -> "already known";
      case UNDERPRICED -> "replacement transaction underpriced";
      case GAS_OUT_OF_RANGE -> gas(transaction, chain);
      case TOO_MANY_PENDING -> "txpool is full";
      case EXPIRED, EXPIRY_TOO_FAR, MACHINE_NOT_INSTALLED, UNAVAILABLE -> "transaction refused";
    };
  }

  private static String wrongChain(EthereumTransaction transaction, Chain chain) {
    return transaction
        .chainId()
        .map(
            id ->
                "invalid chain id for signer: have "
                    + id
                    + " want "
                    + chain.parameters().chainNumber())
        .orElse("only replay-protected (EIP-155) transactions allowed over RPC");
  }

  private static String gas(EthereumTransaction transaction, Chain chain) {
    long limit = transaction.gasLimit();
    if (limit < 0 || limit > chain.parameters().blockGasLimit()) {
      return "exceeds block gas limit";
    }
    return limit > MAXIMUM_GAS
        ? "transaction gas limit too high (cap: " + MAXIMUM_GAS + ", tx: " + limit + ")"
        : "intrinsic gas too low";
  }
}
