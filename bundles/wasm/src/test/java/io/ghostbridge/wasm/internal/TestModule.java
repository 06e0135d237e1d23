package io.ghostbridge.wasm.internal;

import io.ghostbridge.api.data.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes modules byte by byte, well-formed or not. Function types are written as {@code il:i}. */
final class TestModule {
  private static final String LETTERS = "ilfd";

  private final List<byte[]> types = new ArrayList<>();
  private final List<String> typeNames = new ArrayList<>();
  private final List<byte[]> imports = new ArrayList<>();
  private final List<Integer> functions = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<byte[]> exports = new ArrayList<>();
  private final List<byte[]> globals = new ArrayList<>();
  private byte[] table = {};
  private byte[] memory = {};
  private byte[] elements = {};
  private byte[] data = {};
  private byte[] start = {};
  private int importedFunctions;

  /** Concatenates numbers below 256, strings and arrays of bytes. */
  static byte[] bytes(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      switch (part) {
        case Integer number -> out.write(number);
        case byte[] more -> out.writeBytes(more);
        case String text -> {
          out.writeBytes(leb(text.length()));
          out.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        default -> throw new IllegalArgumentException(part.toString());
      }
    }
    return out.toByteArray();
  }

  /** A number in LEB128, signed where it is negative. */
  static byte[] leb(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    while (rest > 0x7f || rest < -0x40) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    out.write((int) (rest & 0x7f));
    return out.toByteArray();
  }

  /** A constant. */
  static byte[] i32(int value) {
    return bytes(0x41, signed(value));
  }

  /** A constant. */
  static byte[] i64(long value) {
    return bytes(0x42, signed(value));
  }

  private static byte[] signed(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    while (rest > 0x3f || rest < -0x40) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    out.write((int) (rest & 0x7f));
    return out.toByteArray();
  }

  private static byte[] types(String letters) {
    byte[] codes = new byte[letters.length()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (0x7f - LETTERS.indexOf(letters.charAt(i)));
    }
    return bytes(leb(codes.length), codes);
  }

  /** The number of a type. */
  int type(String name) {
    if (!typeNames.contains(name)) {
      typeNames.add(name);
      int colon = name.indexOf(':');
      types.add(bytes(0x60, types(name.substring(0, colon)), types(name.substring(colon + 1))));
    }
    return typeNames.indexOf(name);
  }

  TestModule function(String module, String name, String type) {
    imports.add(bytes(module, name, 0, leb(type(type))));
    importedFunctions++;
    return this;
  }

  /** A function with {@code locals}, a letter each, and {@code code} without its end. */
  TestModule define(String type, String locals, Object... code) {
    ByteArrayOutputStream groups = new ByteArrayOutputStream();
    locals.chars().forEach(letter -> groups.writeBytes(bytes(1, 0x7f - LETTERS.indexOf(letter))));
    return defineRaw(type, bytes(leb(locals.length()), groups.toByteArray(), bytes(code), 0x0b));
  }

  TestModule defineRaw(String type, byte[] body) {
    functions.add(type(type));
    bodies.add(bytes(leb(body.length), body));
    return this;
  }

  /** Exports the function that was defined last. */
  TestModule export(String name) {
    exports.add(bytes(name, 0, leb(importedFunctions + functions.size() - 1)));
    return this;
  }

  TestModule global(int type, boolean mutable, byte[] initial) {
    globals.add(bytes(type, mutable ? 1 : 0, initial, 0x0b));
    return this;
  }

  TestModule memory(int pages) {
    memory = bytes(1, 0, leb(pages));
    return this;
  }

  TestModule table(int... elementsFromZero) {
    table = bytes(1, 0x70, 0, leb(elementsFromZero.length));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(elementsFromZero).forEach(element -> all.writeBytes(leb(element)));
    elements = bytes(1, 0, i32(0), 0x0b, leb(elementsFromZero.length), all.toByteArray());
    return this;
  }

  TestModule data(int offset, byte[] content) {
    data = bytes(1, 0, i32(offset), 0x0b, leb(content.length), content);
    return this;
  }

  TestModule start(int function) {
    start = leb(function);
    return this;
  }

  Bytes build() {
    byte[] module = bytes(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    module = section(module, 1, types);
    module = section(module, 2, imports);
    module = section(module, 3, functions.stream().map(type -> leb(type)).toList());
    module = section(module, 4, table);
    module = section(module, 5, memory);
    module = section(module, 6, globals);
    module = section(module, 7, exports);
    module = section(module, 8, start);
    module = section(module, 9, elements);
    module = section(module, 10, bodies);
    return Bytes.wrap(section(module, 11, data));
  }

  private static byte[] section(byte[] module, int id, List<byte[]> entries) {
    return entries.isEmpty()
        ? module
        : section(module, id, bytes(leb(entries.size()), bytes(entries.toArray())));
  }

  private static byte[] section(byte[] module, int id, byte[] content) {
    return content.length == 0 ? module : bytes(module, id, leb(content.length), content);
  }
}
