package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.SolidityFailure;
import java.util.Optional;

/** Why a contract of Solidity's compiler reverted, in geth's words. The text is a stranger's. */
final class RevertReason {
  private RevertReason() {}

  /** The reason, where one can be read. */
  static Optional<String> of(Bytes output) {
    return SolidityFailure.error(output, Integer.MAX_VALUE)
        .or(() -> SolidityFailure.panic(output).map(RevertReason::panic));
  }

  private static String panic(Word code) {
    if (!code.fitsLong() || code.w0() > 0xff) {
      return "unknown panic code: " + code;
    }
    return switch ((int) code.w0()) {
      case 0x00 -> "generic panic";
      case 0x01 -> "assert(false)";
      case 0x11 -> "arithmetic underflow or overflow";
      case 0x12 -> "division or modulo by zero";
      case 0x21 -> "enum overflow";
      case 0x22 -> "invalid encoded storage byte array accessed";
      case 0x31 -> "out-of-bounds array access; popping on an empty array";
      case 0x32 -> "out-of-bounds access of an array or bytesN";
      case 0x41 -> "out of memory";
      case 0x51 -> "uninitialized function";
      default -> "unknown panic code: " + code;
    };
  }
}
