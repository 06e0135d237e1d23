package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.InvalidTransactionException;

/** Errors with the codes and the first words of geth's, which tools look for. */
final class RpcErrors {
  /** The contract reverted; the data are what it returned. */
  static final int REVERTED = 3;

  private RpcErrors() {}

  static JsonRpcException params(String message) {
    return new JsonRpcException(JsonRpcException.INVALID_PARAMS, message);
  }

  static JsonRpcException server(String message) {
    return new JsonRpcException(JsonRpcException.SERVER_ERROR, message);
  }

  static JsonRpcException limit(String message) {
    return new JsonRpcException(JsonRpcException.LIMIT_EXCEEDED, message);
  }

  static JsonRpcException unavailable(HeightUnavailableException e) {
    return server(
        e.pruned()
            ? "historical state is not available: " + e.getMessage()
            : "header not found: " + e.getMessage());
  }

  static JsonRpcException reverted(Bytes output) {
    return new JsonRpcException(
        REVERTED,
        RevertReason.of(output)
            .map(reason -> "execution reverted: " + reason)
            .orElse("execution reverted"),
        Hex.data(output));
  }

  /** The error of an execution that did not succeed. */
  static JsonRpcException failed(ExecutionResult result) {
    return result.status() == ExecutionResult.Status.REVERTED
        ? reverted(result.output())
        : server(text(result));
  }

  /** What geth's machine says of such a failure. */
  static String text(ExecutionResult result) {
    if (result.status() == ExecutionResult.Status.REVERTED) {
      return "execution reverted";
    }
    return result.error().map(RpcErrors::text).orElse("execution failed");
  }

  private static String text(ExecutionError error) {
    return switch (error.failure()) {
      case OUT_OF_GAS -> "out of gas";
      case STACK_UNDERFLOW -> "stack underflow";
      case STACK_OVERFLOW -> "stack limit reached 1024";
      case INVALID_JUMP -> "invalid jump destination";
      case INVALID_INSTRUCTION -> "invalid opcode: " + error.message();
      case STATIC_VIOLATION -> "write protection";
      case RETURN_DATA_OUT_OF_BOUNDS -> "return data out of bounds";
      case CALL_DEPTH -> "max call depth exceeded";
      case INSUFFICIENT_BALANCE -> "insufficient balance for transfer";
      case ADDRESS_COLLISION -> "contract address collision";
      case NONCE_OVERFLOW -> "nonce uint64 overflow";
      case CODE_TOO_LARGE -> "max code size exceeded";
      case INIT_CODE_TOO_LARGE -> "max initcode size exceeded";
      case INVALID_CODE -> "invalid code: " + error.message();
      case PRECOMPILE_FAILED, UNSUPPORTED_HOST_CALL, MEMORY_LIMIT, TRAP -> error.message();
    };
  }

  /** A call that cannot start. */
  static JsonRpcException invalid(InvalidTransactionException e) {
    String text =
        switch (e.reason()) {
          case TYPE_NOT_SUPPORTED -> "transaction type not supported";
          case INTRINSIC_GAS_TOO_LOW -> "intrinsic gas too low";
          case INSUFFICIENT_FUNDS -> "insufficient funds for gas * price + value";
          case NONCE_TOO_LOW -> "nonce too low";
          case NONCE_TOO_HIGH -> "nonce too high";
          case NONCE_IS_MAX -> "nonce has max value";
          case SENDER_NOT_EOA -> "sender not an eoa";
          case GAS_LIMIT_EXCEEDED -> "exceeds block gas limit";
          case FEE_TOO_LOW -> "max fee per gas less than block base fee";
          case PRIORITY_FEE_TOO_HIGH -> "max priority fee per gas higher than max fee per gas";
          case INIT_CODE_TOO_LARGE -> "max initcode size exceeded";
          case BLOBS -> "blob transactions are not supported";
          case AUTHORIZATIONS -> "EIP-7702 transaction with empty auth list or no callee";
        };
    return server("err: " + text + ": " + e.getMessage());
  }
}
