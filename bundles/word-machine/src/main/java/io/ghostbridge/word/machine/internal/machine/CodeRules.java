package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Bytes;

/**
 * How large code may be and what it costs to store, which its format decides; the format is what
 * the first bytes say, so that it depends on no machine. Ethereum's limits (EIP-170, EIP-3860) hold
 * for words of bytecode. WebAssembly needs about four times as many bytes for the same contract and
 * pays for its size again at each call, so it may have four times as many at half the price.
 */
public final class CodeRules {
  /** The largest WebAssembly that is stored. */
  static final int MAX_WASM_SIZE = 4 * Rules.MAX_CODE_SIZE;

  /** The largest code that makes a contract, whatever its format. */
  static final int MAX_ANY_INIT_SIZE = 2 * MAX_WASM_SIZE;

  private static final int WASM_BYTE = 100;
  private static final int MODULE = 0x0061736d;
  private static final int CONTAINER = 0x5a564d43;
  private static final int TARGET_OFFSET = 5;
  private static final int TARGET_WASM = 2;

  private CodeRules() {}

  /** Whether {@code code} is a module of WebAssembly, or a container of one. */
  static boolean isWasm(Bytes code) {
    if (code.size() < Integer.BYTES) {
      return false;
    }
    int mark = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      mark = (mark << Byte.SIZE) | (code.get(i) & 0xff);
    }
    return mark == MODULE
        || (mark == CONTAINER
            && code.size() > TARGET_OFFSET
            && code.get(TARGET_OFFSET) == TARGET_WASM);
  }

  /** The largest code of this format that is stored. */
  static int maxSize(Bytes code) {
    return isWasm(code) ? MAX_WASM_SIZE : Rules.MAX_CODE_SIZE;
  }

  /** The largest code of this format that makes a contract, arguments included. */
  public static int maxInitSize(Bytes code) {
    return isWasm(code) ? MAX_ANY_INIT_SIZE : Rules.MAX_INIT_CODE_SIZE;
  }

  /** What storing the code costs. */
  static long deposit(Bytes code) {
    return (long) (isWasm(code) ? WASM_BYTE : Rules.CODE_BYTE) * code.size();
  }

  /** What to say of code that is too large to be stored. */
  static String tooLarge(Bytes code) {
    return isWasm(code)
        ? "code of WebAssembly has at most " + MAX_WASM_SIZE + " bytes, not " + code.size()
        : "code has at most " + Rules.MAX_CODE_SIZE + " bytes (EIP-170), not " + code.size();
  }

  /** What to say of code that makes a contract and is too large. */
  public static String tooLargeToMake(Bytes code) {
    return isWasm(code)
        ? "WebAssembly that makes a contract has at most "
            + MAX_ANY_INIT_SIZE
            + " bytes with its arguments, not "
            + code.size()
        : "code that makes a contract has at most "
            + Rules.MAX_INIT_CODE_SIZE
            + " bytes (EIP-3860), not "
            + code.size();
  }
}
