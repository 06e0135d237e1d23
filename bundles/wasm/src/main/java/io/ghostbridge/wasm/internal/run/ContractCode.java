package io.ghostbridge.wasm.internal.run;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.InvalidCodeException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Code as it is stored or deployed: a bare module, or one in a container {@code ZVMC} with its
 * interface. What follows a container that is deployed is the input of the contract's {@code
 * deploy}.
 *
 * @param stored what is stored: the module, or the container
 * @param moduleStart where the module starts in it
 * @param moduleEnd where it ends
 * @param arguments what follows
 */
public record ContractCode(Bytes stored, int moduleStart, int moduleEnd, Bytes arguments) {
  private static final int HEADER = 16;
  private static final int MODULE_MAGIC = 0x0061736d;
  private static final int CONTAINER_MAGIC = 0x5a564d43;
  private static final int VERSION = 1;
  private static final int TARGET_WASM = 2;

  /** Whether {@code code} starts as a module does, or as a container of one. */
  static boolean isRecognised(Bytes code) {
    return startsWith(code, MODULE_MAGIC)
        || (startsWith(code, CONTAINER_MAGIC) && code.size() > 5 && code.get(5) == TARGET_WASM);
  }

  private static boolean startsWith(Bytes code, int magic) {
    return code.size() >= 4 && bigEndian(code, 0) == magic;
  }

  private static int bigEndian(Bytes code, int offset) {
    return ByteBuffer.wrap(code.unsafeArray()).getInt(offset);
  }

  /**
   * Splits {@code code}.
   *
   * @throws InvalidCodeException if it is neither a module nor a well-formed container of one
   */
  public static ContractCode of(Bytes code) throws InvalidCodeException {
    if (startsWith(code, MODULE_MAGIC)) {
      return new ContractCode(code, 0, code.size(), Bytes.EMPTY);
    }
    if (!startsWith(code, CONTAINER_MAGIC)) {
      throw new InvalidCodeException(
          0, "neither a module of WebAssembly (00 61 73 6d) nor a container (ZVMC)");
    }
    if (code.size() < HEADER) {
      throw new InvalidCodeException(
          code.size(), "a container has a header of " + HEADER + " bytes, not " + code.size());
    }
    require(code, 4, VERSION, "version");
    require(code, 5, TARGET_WASM, "target");
    require(code, 6, 0, "flags");
    require(code, 7, 0, "padding");
    long module = Integer.reverseBytes(bigEndian(code, 8)) & 0xffff_ffffL;
    long description = Integer.reverseBytes(bigEndian(code, 12)) & 0xffff_ffffL;
    if (HEADER + module + description > code.size()) {
      throw new InvalidCodeException(
          8,
          "the container announces "
              + module
              + " bytes of code and "
              + description
              + " of its interface, and "
              + (code.size() - HEADER)
              + " follow");
    }
    int end = (int) (HEADER + module + description);
    byte[] bytes = code.unsafeArray();
    boolean whole = end == code.size();
    return new ContractCode(
        whole ? code : Bytes.wrap(Arrays.copyOf(bytes, end)),
        HEADER,
        (int) (HEADER + module),
        whole ? Bytes.EMPTY : Bytes.wrap(Arrays.copyOfRange(bytes, end, bytes.length)));
  }

  private static void require(Bytes code, int offset, int expected, String what)
      throws InvalidCodeException {
    int found = code.get(offset) & 0xff;
    if (found != expected) {
      throw new InvalidCodeException(
          offset, "the container's " + what + " is " + found + ", not " + expected);
    }
  }
}
