package io.ghostbridge.contracts.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Word;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The reasons that Solidity's compiler writes: {@code Error(string)} and {@code Panic(uint256)}
 * (Solidity documentation, "Panic via assert and Error via require"). The bytes are a stranger's.
 */
final class RevertReason {
  private static final int ERROR = 0x08c379a0;
  private static final int PANIC = 0x4e487b71;
  private static final int SELECTOR = 4;
  private static final int LONGEST = 1024;

  private RevertReason() {}

  /** A sentence with the reason, where one can be read. */
  static String sentence(Bytes output) {
    return "the contract reverted" + text(output).map(reason -> ": " + reason).orElse("");
  }

  private static Optional<String> text(Bytes output) {
    byte[] bytes = output.unsafeArray();
    if (bytes.length < SELECTOR + Word.SIZE) {
      return Optional.empty();
    }
    return switch (ByteBuffer.wrap(bytes).getInt()) {
      case ERROR -> string(bytes);
      case PANIC -> Optional.of("panic " + Word.read(bytes, SELECTOR));
      default -> Optional.empty();
    };
  }

  /**
   * The ABI's string: a word with its offset, there a word with its length, then UTF-8. Control
   * characters could play tricks with who prints it.
   */
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
    int shown = (int) Math.min(length.w0(), LONGEST);
    return Optional.of(
        new String(bytes, start + Word.SIZE, shown, StandardCharsets.UTF_8)
            .replaceAll("\\p{Cntrl}", "?"));
  }
}
