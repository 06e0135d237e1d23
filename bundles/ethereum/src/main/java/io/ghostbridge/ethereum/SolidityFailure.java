package io.ghostbridge.ethereum;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Word;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a contract of Solidity's compiler reverts with: {@code Error(string)} or {@code
 * Panic(uint256)} (Solidity documentation, "Panic via assert and Error via require"). The bytes are
 * a stranger's: anything else is neither.
 */
public final class SolidityFailure {
  private static final int ERROR = 0x08c379a0;
  private static final int PANIC = 0x4e487b71;
  private static final int SELECTOR = 4;

  private SolidityFailure() {}

  /**
   * The text of {@code Error(string)}, as it is there, of {@code most} bytes at most.
   *
   * @param output what the contract returned
   */
  public static Optional<String> error(Bytes output, int most) {
    byte[] bytes = output.unsafeArray();
    return begins(bytes, ERROR) ? string(bytes, most) : Optional.empty();
  }

  /**
   * The code of {@code Panic(uint256)}.
   *
   * @param output what the contract returned
   */
  public static Optional<Word> panic(Bytes output) {
    byte[] bytes = output.unsafeArray();
    return begins(bytes, PANIC) ? Optional.of(Word.read(bytes, SELECTOR)) : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int selector) {
    return bytes.length >= SELECTOR + Word.SIZE && ByteBuffer.wrap(bytes).getInt() == selector;
  }

  /** The ABI's string: a word with its offset, there a word with its length, then UTF-8. */
  private static Optional<String> string(byte[] bytes, int most) {
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
    int shown = (int) Math.min(length.w0(), most);
    return Optional.of(new String(bytes, start + Word.SIZE, shown, StandardCharsets.UTF_8));
  }
}
