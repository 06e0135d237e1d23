package io.ghostbridge.zvm.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.InvalidCodeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Stored code of ZVM: "ZVMC", a header of 16 bytes, code, ABI. Numbers are little-endian.
 *
 * @param target what the code is for
 * @param flags as they are; none has a meaning yet
 * @param code the instructions
 * @param abi the interface in JSON, for clients; any UTF-8
 */
record Container(Target target, int flags, Bytes code, String abi) {
  private static final int HEADER = 16;
  private static final int VERSION_OFFSET = 4;
  private static final int TARGET_OFFSET = 5;
  private static final int FLAGS_OFFSET = 6;
  private static final int PADDING_OFFSET = 7;
  private static final int CODE_SIZE_OFFSET = 8;
  private static final int ABI_SIZE_OFFSET = 12;
  private static final byte[] MAGIC = {'Z', 'V', 'M', 'C'};
  private static final byte VERSION = 1;

  /** What code is for. */
  enum Target {
    /** ZVM's numbering. */
    NATIVE(0),
    /** Ethereum's. */
    EVM(1),
    /** WebAssembly, which another machine runs. */
    WASM(2);

    private final byte number;

    Target(int number) {
      this.number = (byte) number;
    }

    private static Target of(byte number) throws InvalidCodeException {
      for (Target target : values()) {
        if (target.number == number) {
          return target;
        }
      }
      throw new InvalidCodeException(
          TARGET_OFFSET, "the target is 0 (native), 1 (EVM) or 2 (WASM), not " + (number & 0xff));
    }
  }

  /** Whether {@code stored} begins as a container does. */
  static boolean isMarked(Bytes stored) {
    return stored.size() >= MAGIC.length
        && Arrays.equals(stored.unsafeArray(), 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** Whether the target is WebAssembly, whatever else is there. */
  static boolean isForWasm(Bytes stored) {
    return stored.size() > TARGET_OFFSET && stored.get(TARGET_OFFSET) == Target.WASM.number;
  }

  /**
   * Reads a container.
   *
   * @throws InvalidCodeException if it is none, or not whole: where and why
   */
  static Container parse(Bytes stored) throws InvalidCodeException {
    byte[] bytes = stored.unsafeArray();
    if (!isMarked(stored)) {
      throw new InvalidCodeException(0, "a container begins with 'ZVMC'");
    }
    if (bytes.length < HEADER) {
      throw new InvalidCodeException(
          bytes.length, "a container has a header of 16 bytes, and there are " + bytes.length);
    }
    if (bytes[VERSION_OFFSET] != VERSION) {
      throw new InvalidCodeException(
          VERSION_OFFSET, "the version is 1, not " + (bytes[VERSION_OFFSET] & 0xff));
    }
    Target target = Target.of(bytes[TARGET_OFFSET]);
    if (bytes[PADDING_OFFSET] != 0) {
      throw new InvalidCodeException(
          PADDING_OFFSET, "the padding is 0, not " + (bytes[PADDING_OFFSET] & 0xff));
    }
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long codeSize = Integer.toUnsignedLong(header.getInt(CODE_SIZE_OFFSET));
    long abiSize = Integer.toUnsignedLong(header.getInt(ABI_SIZE_OFFSET));
    if (HEADER + codeSize + abiSize != bytes.length) {
      throw new InvalidCodeException(
          CODE_SIZE_OFFSET,
          "header, "
              + codeSize
              + " bytes of code and "
              + abiSize
              + " of ABI are all there is, and"
              + " there are "
              + bytes.length
              + " bytes");
    }
    int codeEnd = HEADER + (int) codeSize;
    return new Container(
        target,
        bytes[FLAGS_OFFSET] & 0xff,
        Bytes.wrap(Arrays.copyOfRange(bytes, HEADER, codeEnd)),
        abi(bytes, codeEnd));
  }

  private static String abi(byte[] bytes, int from) throws InvalidCodeException {
    try {
      CharBuffer text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new InvalidCodeException(from, "the ABI is JSON in UTF-8, and these bytes are not");
    }
  }

  /** The stored form. */
  Bytes encode() {
    byte[] text = abi.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(HEADER + code.size() + text.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put(VERSION).put(target.number).put((byte) flags).put((byte) 0);
    out.putInt(code.size()).putInt(text.length).put(code.unsafeArray()).put(text);
    return Bytes.wrap(out.array());
  }
}
