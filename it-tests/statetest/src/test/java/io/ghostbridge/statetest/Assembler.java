package io.ghostbridge.statetest;

import io.ghostbridge.api.data.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * The same program for every format: names of instructions, numbers to push in hexadecimal, and
 * {@code #} before bytes that are put in as they are.
 */
enum Assembler {
  EVM(
      0x60,
      Map.ofEntries(
          Map.entry("ADD", 0x01),
          Map.entry("CALLDATASIZE", 0x36),
          Map.entry("CALLDATACOPY", 0x37),
          Map.entry("CALLVALUE", 0x34),
          Map.entry("CALLER", 0x33),
          Map.entry("ADDRESS", 0x30),
          Map.entry("POP", 0x50),
          Map.entry("MLOAD", 0x51),
          Map.entry("MSTORE", 0x52),
          Map.entry("SLOAD", 0x54),
          Map.entry("SSTORE", 0x55),
          Map.entry("JUMP", 0x56),
          Map.entry("JUMPDEST", 0x5b),
          Map.entry("LOG1", 0xa1),
          Map.entry("CALL", 0xf1),
          Map.entry("RETURN", 0xf3),
          Map.entry("STATICCALL", 0xfa),
          Map.entry("REVERT", 0xfd))),
  ZVM(
      0x11,
      Map.ofEntries(
          Map.entry("ADD", 0x30),
          Map.entry("CALLDATASIZE", 0xb6),
          Map.entry("CALLDATACOPY", 0xb7),
          Map.entry("CALLVALUE", 0xb4),
          Map.entry("CALLER", 0xb3),
          Map.entry("ADDRESS", 0xb0),
          Map.entry("POP", 0x10),
          Map.entry("MLOAD", 0x80),
          Map.entry("MSTORE", 0x81),
          Map.entry("SLOAD", 0x90),
          Map.entry("SSTORE", 0x91),
          Map.entry("JUMP", 0xa0),
          Map.entry("JUMPDEST", 0xa3),
          Map.entry("LOG1", 0xf9),
          Map.entry("CALL", 0xa4),
          Map.entry("RETURN", 0xa8),
          Map.entry("STATICCALL", 0xa7),
          Map.entry("REVERT", 0xa9))),
  /** Has no numbers of its own for these: {@link WasmAssembler} writes what does the same. */
  WASM(0, Map.of());

  private static final int LONG_PUSH_EVM = 0x67;
  private static final int LONG_PUSH_ZVM = 0x14;

  private final int push1;

  @SuppressWarnings("ImmutableEnumChecker") // Map.ofEntries makes an immutable one.
  private final Map<String, Integer> numbers;

  Assembler(int push1, Map<String, Integer> numbers) {
    this.push1 = push1;
    this.numbers = numbers;
  }

  /** The stored code of {@code program}. */
  Bytes assemble(String program) {
    if (this == WASM) {
      return WasmAssembler.assemble(program);
    }
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    for (String token : program.trim().split("\\s+", -1)) {
      if (numbers.containsKey(token)) {
        code.write(Objects.requireNonNull(numbers.get(token)));
      } else if (token.length() <= 2) {
        code.write(push1);
        code.write(Integer.parseInt(token, 16));
      } else {
        code.write(this == EVM ? LONG_PUSH_EVM : LONG_PUSH_ZVM);
        code.writeBytes(HexFormat.of().parseHex("0".repeat(16 - token.length()) + token));
      }
    }
    return this == EVM ? Bytes.wrap(code.toByteArray()) : container(code.toByteArray());
  }

  private static Bytes container(byte[] code) {
    ByteBuffer out = ByteBuffer.allocate(16 + code.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {'Z', 'V', 'M', 'C', 1, 0, 0, 0}).putInt(code.length).putInt(0).put(code);
    return Bytes.wrap(out.array());
  }
}
