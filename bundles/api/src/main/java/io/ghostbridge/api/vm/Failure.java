package io.ghostbridge.api.vm;

/** Why an execution failed. Each of them, unlike a revert, takes all of the call's gas. */
public enum Failure {
  /** The gas did not suffice. */
  OUT_OF_GAS,
  /** An instruction needs more words than the stack has. */
  STACK_UNDERFLOW,
  /** The stack would have more than 1,024 words. */
  STACK_OVERFLOW,
  /** The target of a jump is no jump destination. */
  INVALID_JUMP,
  /** The instruction is none, or not yet one under the block's rules. */
  INVALID_INSTRUCTION,
  /** A change of state within a static call. */
  STATIC_VIOLATION,
  /** Return data beyond its end was asked for. */
  RETURN_DATA_OUT_OF_BOUNDS,
  /** Calls nest deeper than 1,024. */
  CALL_DEPTH,
  /** The caller's balance is below the value. */
  INSUFFICIENT_BALANCE,
  /** There is an account with code, a nonce or storage where the contract would be made. */
  ADDRESS_COLLISION,
  /** The caller's nonce is used up (EIP-2681). */
  NONCE_OVERFLOW,
  /** The code to be stored is larger than the rules allow (EIP-170). */
  CODE_TOO_LARGE,
  /** The code that makes the contract is larger than the rules allow (EIP-3860). */
  INIT_CODE_TOO_LARGE,
  /** The code to be stored is refused (EIP-3541, or by the format's machine). */
  INVALID_CODE,
  /** A precompiled contract refused its input. */
  PRECOMPILE_FAILED,
  /** The host has no such service. */
  UNSUPPORTED_HOST_CALL,
  /** More memory than the format allows. */
  MEMORY_LIMIT,
  /** The code ended itself abnormally, as WebAssembly's trap does. */
  TRAP
}
