package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Word;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The reasons that Solidity's compiler writes: {@code Error(string)} and {@code Panic(uint256)}
 * (Solidity documentation, "Panic via assert and Error via require"), in geth's words. The bytes
 * are a stranger's.
 */
final class RevertReason {
  private static final int ERROR = 0x08c379a0;
  private static final int PANIC = 0x4e487b71;
  private static final int SELECTOR = 4;

  private RevertReason() {}

  /** The reason, where one can be read. */
  static Optional<String> of(Bytes output) {
    byte[] bytes = output.unsafeArray();
    if (bytes.length < SELECTOR + Word.SIZE) {
      return Optional.empty();
    }
    return switch (ByteBuffer.wrap(bytes).getInt()) {
      case ERROR -> string(bytes);
      case PANIC -> Optional.of(panic(Word.read(bytes, SELECTOR)));
      default -> Optional.empty();
    };
  }

  /** The ABI's string: a word with its offset, there a word with its length, then UTF-8. */
  private static Optional<String> string(byte[] bytes) {
    Word offset = Word.read(bytes, SELECTOR);
    int available = bytes.length - SELECTOR;
    if (!offset.fitsLong() || offset.w0() > available - Word.SIZE) {
      return Optional.empty();
    }
    int start = SELECTOR + (int) offset.w0();
    Word length = Word.read(bytes, start);
    if (!length.fitsLong() || length.w0() > bytes.length - start - Word.SIZE) {
      return Optional.empty();
    }
    return Optional.of(
        new String(bytes, start + Word.SIZE, (int) length.w0(), StandardCharsets.UTF_8));
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
