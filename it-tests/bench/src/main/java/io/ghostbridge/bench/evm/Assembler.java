package io.ghostbridge.bench.evm;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Writes loops in bytecode. */
final class Assembler {
  private static final Map<String, Integer> OPCODES =
      Map.ofEntries(
          Map.entry("ADD", 0x01),
          Map.entry("MUL", 0x02),
          Map.entry("SUB", 0x03),
          Map.entry("DIV", 0x04),
          Map.entry("MULMOD", 0x09),
          Map.entry("EXP", 0x0a),
          Map.entry("AND", 0x16),
          Map.entry("XOR", 0x18),
          Map.entry("KECCAK256", 0x20),
          Map.entry("POP", 0x50),
          Map.entry("MLOAD", 0x51),
          Map.entry("MSTORE", 0x52),
          Map.entry("SLOAD", 0x54),
          Map.entry("SSTORE", 0x55),
          Map.entry("JUMP", 0x56),
          Map.entry("JUMPI", 0x57),
          Map.entry("JUMPDEST", 0x5b),
          Map.entry("RETURN", 0xf3));

  private final StringBuilder code = new StringBuilder();

  private Assembler() {}

  /**
   * A loop of {@code count} rounds with three words on the stack: a number, the rounds left and
   * what the rounds compute, on top, which is returned. A word of the body is an instruction, a
   * number to push in hexadecimal digits after {@code #}, {@code next} for a jump to the
   * instruction after it, or {@code times} that repeats what comes after it.
   */
  static String loop(long count, String number, String start, String body) {
    Assembler assembler = new Assembler();
    assembler.add("#" + number);
    assembler.add("#" + String.format("%08x", count));
    assembler.add("#" + start);
    int top = assembler.code.length() / 2;
    assembler.add("JUMPDEST");
    assembler.all(body);
    // The counter is below the result.
    assembler.all("SWAP1 #01 SWAP1 SUB SWAP1 DUP2 #" + String.format("%04x", top) + " JUMPI");
    assembler.all("#00 MSTORE #20 #00 RETURN");
    return assembler.code.toString();
  }

  private void all(String words) {
    for (String word : words.split(" ", -1)) {
      add(word);
    }
  }

  private void add(String word) {
    if (word.startsWith("#")) {
      String digits = word.substring(1);
      code.append(String.format("%02x", 0x5f + digits.length() / 2)).append(digits);
    } else if (word.equals("next")) {
      add("#" + String.format("%04x", code.length() / 2 + 4));
      add("JUMP");
      add("JUMPDEST");
    } else if (word.startsWith("DUP")) {
      op(0x7f + Integer.parseInt(word.substring(3)));
    } else if (word.startsWith("SWAP")) {
      op(0x8f + Integer.parseInt(word.substring(4)));
    } else {
      Integer opcode = OPCODES.get(word.toUpperCase(Locale.ROOT));
      if (opcode == null) {
        throw new IllegalArgumentException("no instruction " + word);
      }
      op(opcode);
    }
  }

  private void op(int value) {
    code.append(HexFormat.of().toHexDigits((byte) value));
  }
}
