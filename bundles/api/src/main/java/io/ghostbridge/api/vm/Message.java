package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;

/**
 * One call.
 *
 * @param kind how it calls
 * @param isStatic whether any change of state is a failure; always so within a static call
 * @param depth 0 for a transaction's own call, at most 1,024
 * @param gas what the callee may use, at least 0
 * @param caller what the callee sees as its caller
 * @param recipient whose storage and balance the code works on; for a creation the new contract's
 *     address, or any address when handed to {@link Host#call}, which determines it
 * @param codeAddress whose code runs; the recipient except for {@link CallKind#CALLCODE} and {@link
 *     CallKind#DELEGATECALL}
 * @param value what the callee sees as the value; it is transferred except for {@link
 *     CallKind#DELEGATECALL}
 * @param input the call data; for a creation, the code that makes the contract
 * @param salt of {@link CallKind#CREATE2}; otherwise zero
 */
public record Message(
    CallKind kind,
    boolean isStatic,
    int depth,
    long gas,
    Address caller,
    Address recipient,
    Address codeAddress,
    Word value,
    Bytes input,
    Word salt) {
  /** Calls nest to this depth. */
  public static final int MAX_DEPTH = 1024;

  /**
   * @throws IllegalArgumentException if {@code gas} or {@code depth} is negative
   */
  public Message {
    if (gas < 0 || depth < 0) {
      throw new IllegalArgumentException(
          "gas and depth are at least 0, not " + gas + " and " + depth);
    }
  }

  /** A transaction's call of {@code recipient}. */
  public static Message call(Address caller, Address recipient, Word value, Bytes input, long gas) {
    return new Message(
        CallKind.CALL, false, 0, gas, caller, recipient, recipient, value, input, Word.ZERO);
  }

  /** This message with other gas. */
  public Message withGas(long newGas) {
    return new Message(
        kind, isStatic, depth, newGas, caller, recipient, codeAddress, value, input, salt);
  }
}
