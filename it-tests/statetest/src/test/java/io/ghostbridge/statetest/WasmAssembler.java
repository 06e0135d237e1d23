package io.ghostbridge.statetest;

import io.ghostbridge.api.data.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Programs of the other formats' assembler as modules of WebAssembly. The stack is known while the
 * module is written: what is on it are numbers, and words in places of the memory that are used
 * once. For one program.
 */
final class WasmAssembler {
  private static final int FIRST_WORD = 0x8000;
  private static final int WORD = 32;
  private static final int I32 = 0x7f;
  private static final int I64 = 0x7e;
  private static final int CONST_32 = 0x41;
  private static final int CONST_64 = 0x42;
  private static final int CALL = 0x10;
  private static final int END = 0x0b;
  private static final int LESS_UNSIGNED = 0x49;
  private static final int SELECT = 0x1b;
  private static final int EQZ = 0x45;

  /** The types of functions: parameters and results. */
  private static final List<List<List<Integer>>> TYPES =
      List.of(
          List.of(List.of(), List.of()),
          List.of(List.of(), List.of(I32)),
          List.of(List.of(I32), List.of()),
          List.of(List.of(I32, I32), List.of()),
          List.of(List.of(I32, I32, I32), List.of()),
          List.of(List.of(I32, I32, I32, I32), List.of()),
          List.of(List.of(I64, I32, I32, I32), List.of(I32)),
          List.of(List.of(I64, I32, I32, I32, I32), List.of(I32)));

  private record Import(String name, int type) {}

  private static final List<Import> IMPORTS =
      List.of(
          new Import("input_size", 1),
          new Import("return_data_size", 1),
          new Import("value", 2),
          new Import("caller", 2),
          new Import("address", 2),
          new Import("storage_read", 3),
          new Import("storage_write", 3),
          new Import("return", 3),
          new Import("revert", 3),
          new Import("input_copy", 4),
          new Import("return_data_copy", 4),
          new Import("log", 5),
          new Import("static_call", 6),
          new Import("call", 7));

  /** The module's own: adds two words, (a, b, to). */
  private static final int ADD_WORDS = IMPORTS.size();

  /**
   * Locals 3 (an index from 31 down to 0) and 4 (the sum of two bytes and the carry): a loop that
   * adds the bytes of both words.
   */
  private static final Bytes ADD_WORDS_BODY =
      Bytes.fromHex(
          "01027f"
              + "411f2103"
              + "0340"
              + "20002003"
              + "6a2d0000"
              + "20012003"
              + "6a2d0000"
              + "6a"
              + "2004"
              + "6a2104"
              + "20022003"
              + "6a2004"
              + "3a0000"
              + "20044108"
              + "762104"
              + "20034101"
              + "6b22034100"
              + "4e0d00"
              + "0b0b");

  /** What is on the stack. */
  private sealed interface Entry {}

  private record Known(long value) implements Entry {}

  private record Place(int address) implements Entry {}

  /** The size of the input, which is known only when the contract runs. */
  private record InputSize() implements Entry {}

  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private final Deque<Entry> stack = new ArrayDeque<>();
  private int nextWord = FIRST_WORD;
  private boolean loops;

  private WasmAssembler() {}

  static Bytes assemble(String program) {
    WasmAssembler assembler = new WasmAssembler();
    for (String token : program.trim().split("\\s+", -1)) {
      assembler.token(token);
    }
    if (assembler.loops) {
      assembler.code.write(END);
    }
    assembler.code.write(END);
    return module(assembler.code.toByteArray());
  }

  private void token(String token) {
    switch (token) {
      case "POP" -> stack.pop();
      case "CALLDATASIZE" -> stack.push(new InputSize());
      case "CALLDATACOPY" -> {
        number();
        number();
        number();
        call("input_copy");
      }
      case "CALLVALUE" -> wordFrom("value", 0);
      case "CALLER" -> wordFrom("caller", 12);
      case "ADDRESS" -> wordFrom("address", 12);
      case "SLOAD" -> {
        place();
        wordFrom("storage_read", 0);
      }
      case "SSTORE" -> {
        place();
        place();
        call("storage_write");
      }
      case "MLOAD" -> stack.push(new Place(constant()));
      case "MSTORE" -> {
        int to = constant();
        copy(stack.pop(), to);
      }
      case "ADD" -> {
        place();
        place();
        int to = fresh();
        emit(CONST_32, to);
        emitCall(ADD_WORDS);
        stack.push(new Place(to));
      }
      case "LOG1" -> log();
      case "CALL" -> call(true);
      case "STATICCALL" -> call(false);
      case "RETURN" -> end("return");
      case "REVERT" -> end("revert");
      case "JUMPDEST" -> {
        loops = true;
        code.write(0x03);
        code.write(0x40);
      }
      case "JUMP" -> {
        stack.pop();
        code.write(0x0c);
        code.write(0);
      }
      default -> stack.push(new Known(Long.parseUnsignedLong(token, 16)));
    }
  }

  private int fresh() {
    nextWord += WORD;
    return nextWord - WORD;
  }

  private void wordFrom(String function, int offset) {
    int word = fresh();
    emit(CONST_32, word + offset);
    call(function);
    stack.push(new Place(word));
  }

  private int constant() {
    return Math.toIntExact(((Known) stack.pop()).value());
  }

  /** The top of the stack as a number. */
  private void number() {
    switch (stack.pop()) {
      case Known known -> emit(CONST_32, known.value());
      case InputSize size -> call("input_size");
      case Place place -> throw new IllegalArgumentException("a word is no number here");
    }
  }

  /** The address of the top of the stack as a word. */
  private void place() {
    emit(CONST_32, address(stack.pop()));
  }

  private int address(Entry entry) {
    if (entry instanceof Place place) {
      return place.address();
    }
    int word = fresh();
    copy(entry, word);
    return word;
  }

  private void copy(Entry entry, int to) {
    for (int i = 0; i < WORD; i += Long.BYTES) {
      emit(CONST_32, to + i);
      if (entry instanceof Place place) {
        emit(CONST_32, place.address() + i);
        memory(0x29);
      } else {
        long value = i == WORD - Long.BYTES ? Long.reverseBytes(((Known) entry).value()) : 0;
        emit(CONST_64, value);
      }
      memory(0x37);
    }
  }

  private void memory(int instruction) {
    code.write(instruction);
    code.write(0);
    code.write(0);
  }

  private void log() {
    Entry offset = stack.pop();
    Entry length = stack.pop();
    place();
    emit(CONST_32, 1);
    stack.push(length);
    stack.push(offset);
    number();
    number();
    call("log");
  }

  private void end(String function) {
    number();
    number();
    call(function);
  }

  private void call(boolean hasValue) {
    long gas = ((Known) stack.pop()).value();
    int target = address(stack.pop());
    int value = hasValue ? address(stack.pop()) : 0;
    Entry inOffset = stack.pop();
    Entry inLength = stack.pop();
    int out = constant();
    int outLength = constant();
    int status = fresh();
    emit(CONST_32, status + WORD - 1);
    emit(CONST_64, gas);
    emit(CONST_32, target + 12);
    if (hasValue) {
      emit(CONST_32, value);
    }
    stack.push(inLength);
    stack.push(inOffset);
    number();
    number();
    call(hasValue ? "call" : "static_call");
    // What is 0 here is 1 there.
    code.write(EQZ);
    memory(0x3a);
    emit(CONST_32, out);
    emit(CONST_32, 0);
    call("return_data_size");
    emit(CONST_32, outLength);
    call("return_data_size");
    emit(CONST_32, outLength);
    code.write(LESS_UNSIGNED);
    code.write(SELECT);
    call("return_data_copy");
    stack.push(new Place(status));
  }

  private void call(String function) {
    for (int i = 0; i < IMPORTS.size(); i++) {
      if (IMPORTS.get(i).name().equals(function)) {
        emitCall(i);
        return;
      }
    }
    throw new IllegalArgumentException(function);
  }

  private void emitCall(int index) {
    code.write(CALL);
    code.write(index);
  }

  private void emit(int instruction, long number) {
    code.write(instruction);
    signed(code, number);
  }

  private static void signed(ByteArrayOutputStream out, long number) {
    long rest = number;
    while (rest < -64 || rest > 63) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    out.write((int) rest & 0x7f);
  }

  private static void unsigned(ByteArrayOutputStream out, int number) {
    int rest = number;
    while (rest > 0x7f) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static void name(ByteArrayOutputStream out, String name) {
    unsigned(out, name.length());
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
  }

  private static Bytes module(byte[] body) {
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    unsigned(types, TYPES.size());
    for (List<List<Integer>> type : TYPES) {
      types.write(0x60);
      for (List<Integer> side : type) {
        unsigned(types, side.size());
        side.forEach(types::write);
      }
    }
    ByteArrayOutputStream imports = new ByteArrayOutputStream();
    unsigned(imports, IMPORTS.size());
    for (Import each : IMPORTS) {
      name(imports, "ghost");
      name(imports, each.name());
      imports.write(0);
      unsigned(imports, each.type());
    }
    ByteArrayOutputStream exports = new ByteArrayOutputStream();
    unsigned(exports, 1);
    name(exports, "call");
    exports.write(0);
    unsigned(exports, ADD_WORDS + 1);
    ByteArrayOutputStream bodies = new ByteArrayOutputStream();
    unsigned(bodies, 2);
    unsigned(bodies, ADD_WORDS_BODY.size());
    bodies.writeBytes(ADD_WORDS_BODY.toByteArray());
    unsigned(bodies, body.length + 1);
    bodies.write(0);
    bodies.writeBytes(body);

    ByteArrayOutputStream module = new ByteArrayOutputStream();
    module.writeBytes(Bytes.fromHex("0061736d01000000").toByteArray());
    section(module, 1, types.toByteArray());
    section(module, 2, imports.toByteArray());
    section(module, 3, new byte[] {2, 4, 0});
    section(module, 5, new byte[] {1, 0, 1});
    section(module, 7, exports.toByteArray());
    section(module, 10, bodies.toByteArray());
    return Bytes.wrap(module.toByteArray());
  }

  private static void section(ByteArrayOutputStream module, int id, byte[] content) {
    module.write(id);
    unsigned(module, content.length);
    module.writeBytes(content);
  }
}
