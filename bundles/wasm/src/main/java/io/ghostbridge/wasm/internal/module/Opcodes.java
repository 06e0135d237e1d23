package io.ghostbridge.wasm.internal.module;

import io.ghostbridge.wasm.internal.module.Opcode.Immediate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The instructions that are known: WebAssembly 1.0 with sign extension, multiple values, bulk
 * memory and saturating conversions. What they cost is in units of gas: one for what the JIT turns
 * into an instruction or so, more in proportion to what else was measured.
 */
public final class Opcodes {
  /** The code of this instruction. */
  public static final int UNREACHABLE = 0x00;

  /** The code of this instruction. */
  public static final int BLOCK = 0x02;

  /** The code of this instruction. */
  public static final int LOOP = 0x03;

  /** The code of this instruction. */
  public static final int IF = 0x04;

  /** The code of this instruction. */
  public static final int ELSE = 0x05;

  /** The code of this instruction. */
  public static final int END = 0x0b;

  /** The code of this instruction. */
  public static final int BR = 0x0c;

  /** The code of this instruction. */
  public static final int BR_IF = 0x0d;

  /** The code of this instruction. */
  public static final int BR_TABLE = 0x0e;

  /** The code of this instruction. */
  public static final int RETURN = 0x0f;

  /** The code of this instruction. */
  public static final int CALL = 0x10;

  /** The code of this instruction. */
  public static final int CALL_INDIRECT = 0x11;

  /** The code of this instruction. */
  public static final int DROP = 0x1a;

  /** The code of this instruction. */
  public static final int SELECT = 0x1b;

  /** The code of this instruction. */
  public static final int SELECT_TYPED = 0x1c;

  /** The code of this instruction. */
  public static final int LOCAL_GET = 0x20;

  /** The code of this instruction. */
  public static final int LOCAL_SET = 0x21;

  /** The code of this instruction. */
  public static final int LOCAL_TEE = 0x22;

  /** The code of this instruction. */
  public static final int GLOBAL_GET = 0x23;

  /** The code of this instruction. */
  public static final int GLOBAL_SET = 0x24;

  /** The code of this instruction. */
  public static final int I32_CONST = 0x41;

  /** The code of this instruction. */
  public static final int I64_CONST = 0x42;

  /** The code of this instruction. */
  public static final int F32_CONST = 0x43;

  /** The code of this instruction. */
  public static final int F64_CONST = 0x44;

  /** The code of this instruction. */
  public static final int MEMORY_GROW = 0x40;

  /** The code of this instruction. */
  public static final int MEMORY_COPY = 0xfc0a;

  /** The code of this instruction. */
  public static final int MEMORY_FILL = 0xfc0b;

  /** The code of this instruction. */
  public static final int MEMORY_INIT = 0xfc08;

  private static final int PREFIXED = 0xfc00;
  private static final int PREFIXED_COUNT = 12;

  private final @Nullable Opcode[] plain = new @Nullable Opcode[0x100];
  private final @Nullable Opcode[] prefixed = new @Nullable Opcode[PREFIXED_COUNT];

  private static final Opcodes ALL = new Opcodes();

  private Opcodes() {
    addControlAndMemory();
    addArithmetic();
    addConversionsAndBulk();
  }

  /** The instruction with {@code code}; nothing if it is none of these. */
  static @Nullable Opcode of(int code) {
    return code < PREFIXED ? ALL.plain[code] : ALL.prefixed[code - PREFIXED];
  }

  /** Why a code is refused that is none of these. */
  static String refusal(int code) {
    String feature =
        switch (code) {
          case 0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f -> "exceptions";
          case 0x12, 0x13 -> "tail calls";
          case 0x14, 0x15, 0xd2, 0xd0, 0xd1, 0xd3, 0xd4, 0xd5, 0xd6 -> "references as values";
          case 0x25, 0x26 -> "references as values";
          case 0xfb -> "garbage-collected types";
          case 0xfd -> "vectors (SIMD)";
          case 0xfe -> "threads and atomics";
          default -> code > PREFIXED + 11 && code <= PREFIXED + 17 ? "changes of tables" : "";
        };
    String hex = "0x" + Integer.toHexString(code).toLowerCase(Locale.ROOT);
    return feature.isEmpty()
        ? "illegal opcode " + hex
        : "unsupported: " + feature + " (" + hex + ")";
  }

  static boolean isPrefixedKnown(int number) {
    return Integer.compareUnsigned(number, PREFIXED_COUNT) < 0;
  }

  private void add(int code, String name, String types, int gas, Immediate immediate) {
    add(code, name, types, gas, immediate, 0);
  }

  /** {@code types} are letters before and after a colon, or a star where they depend on more. */
  private void add(int code, String name, String types, int gas, Immediate immediate, int width) {
    boolean special = types.equals("*");
    int colon = types.indexOf(':');
    Opcode opcode =
        new Opcode(
            code,
            name,
            special,
            special ? List.of() : types(types.substring(0, colon)),
            special ? List.of() : types(types.substring(colon + 1)),
            gas,
            immediate,
            width);
    if (code < PREFIXED) {
      plain[code] = opcode;
    } else {
      prefixed[code - PREFIXED] = opcode;
    }
  }

  private static List<ValueType> types(String letters) {
    return letters
        .chars()
        .mapToObj(
            letter ->
                switch (letter) {
                  case 'i' -> ValueType.I32;
                  case 'l' -> ValueType.I64;
                  case 'f' -> ValueType.F32;
                  default -> ValueType.F64;
                })
        .toList();
  }

  private void addControlAndMemory() {
    add(0x00, "unreachable", "*", 1, Immediate.NONE);
    add(0x01, "nop", ":", 1, Immediate.NONE);
    add(0x02, "block", "*", 1, Immediate.BLOCK);
    add(0x03, "loop", "*", 1, Immediate.BLOCK);
    add(0x04, "if", "*", 1, Immediate.BLOCK);
    add(0x05, "else", "*", 0, Immediate.NONE);
    add(0x0b, "end", "*", 0, Immediate.NONE);
    add(0x0c, "br", "*", 1, Immediate.LABEL);
    add(0x0d, "br_if", "*", 1, Immediate.LABEL);
    add(0x0e, "br_table", "*", 4, Immediate.LABELS);
    add(0x0f, "return", "*", 1, Immediate.NONE);
    add(0x10, "call", "*", 8, Immediate.FUNCTION);
    add(0x11, "call_indirect", "*", 16, Immediate.INDIRECT);
    add(0x1a, "drop", "*", 1, Immediate.NONE);
    add(0x1b, "select", "*", 1, Immediate.NONE);
    add(0x1c, "select", "*", 1, Immediate.TYPES);
    add(0x20, "local.get", "*", 1, Immediate.LOCAL);
    add(0x21, "local.set", "*", 1, Immediate.LOCAL);
    add(0x22, "local.tee", "*", 1, Immediate.LOCAL);
    add(0x23, "global.get", "*", 2, Immediate.GLOBAL);
    add(0x24, "global.set", "*", 2, Immediate.GLOBAL);
    add(0x28, "i32.load", "i:i", 2, Immediate.MEMORY, 4);
    add(0x29, "i64.load", "i:l", 2, Immediate.MEMORY, 8);
    add(0x2a, "f32.load", "i:f", 2, Immediate.MEMORY, 4);
    add(0x2b, "f64.load", "i:d", 2, Immediate.MEMORY, 8);
    add(0x2c, "i32.load8_s", "i:i", 2, Immediate.MEMORY, 1);
    add(0x2d, "i32.load8_u", "i:i", 2, Immediate.MEMORY, 1);
    add(0x2e, "i32.load16_s", "i:i", 2, Immediate.MEMORY, 2);
    add(0x2f, "i32.load16_u", "i:i", 2, Immediate.MEMORY, 2);
    add(0x30, "i64.load8_s", "i:l", 2, Immediate.MEMORY, 1);
    add(0x31, "i64.load8_u", "i:l", 2, Immediate.MEMORY, 1);
    add(0x32, "i64.load16_s", "i:l", 2, Immediate.MEMORY, 2);
    add(0x33, "i64.load16_u", "i:l", 2, Immediate.MEMORY, 2);
    add(0x34, "i64.load32_s", "i:l", 2, Immediate.MEMORY, 4);
    add(0x35, "i64.load32_u", "i:l", 2, Immediate.MEMORY, 4);
    add(0x36, "i32.store", "ii:", 2, Immediate.MEMORY, 4);
    add(0x37, "i64.store", "il:", 2, Immediate.MEMORY, 8);
    add(0x38, "f32.store", "if:", 2, Immediate.MEMORY, 4);
    add(0x39, "f64.store", "id:", 2, Immediate.MEMORY, 8);
    add(0x3a, "i32.store8", "ii:", 2, Immediate.MEMORY, 1);
    add(0x3b, "i32.store16", "ii:", 2, Immediate.MEMORY, 2);
    add(0x3c, "i64.store8", "il:", 2, Immediate.MEMORY, 1);
    add(0x3d, "i64.store16", "il:", 2, Immediate.MEMORY, 2);
    add(0x3e, "i64.store32", "il:", 2, Immediate.MEMORY, 4);
    add(0x3f, "memory.size", ":i", 1, Immediate.ZERO);
    add(0x40, "memory.grow", "i:i", 50, Immediate.ZERO);
  }

  private void addArithmetic() {
    add(0x41, "i32.const", ":i", 1, Immediate.I32);
    add(0x42, "i64.const", ":l", 1, Immediate.I64);
    add(0x43, "f32.const", ":f", 1, Immediate.F32);
    add(0x44, "f64.const", ":d", 1, Immediate.F64);
    add(0x45, "i32.eqz", "i:i", 1, Immediate.NONE);
    add(0x46, "i32.eq", "ii:i", 1, Immediate.NONE);
    add(0x47, "i32.ne", "ii:i", 1, Immediate.NONE);
    add(0x48, "i32.lt_s", "ii:i", 1, Immediate.NONE);
    add(0x49, "i32.lt_u", "ii:i", 1, Immediate.NONE);
    add(0x4a, "i32.gt_s", "ii:i", 1, Immediate.NONE);
    add(0x4b, "i32.gt_u", "ii:i", 1, Immediate.NONE);
    add(0x4c, "i32.le_s", "ii:i", 1, Immediate.NONE);
    add(0x4d, "i32.le_u", "ii:i", 1, Immediate.NONE);
    add(0x4e, "i32.ge_s", "ii:i", 1, Immediate.NONE);
    add(0x4f, "i32.ge_u", "ii:i", 1, Immediate.NONE);
    add(0x50, "i64.eqz", "l:i", 1, Immediate.NONE);
    add(0x51, "i64.eq", "ll:i", 1, Immediate.NONE);
    add(0x52, "i64.ne", "ll:i", 1, Immediate.NONE);
    add(0x53, "i64.lt_s", "ll:i", 1, Immediate.NONE);
    add(0x54, "i64.lt_u", "ll:i", 1, Immediate.NONE);
    add(0x55, "i64.gt_s", "ll:i", 1, Immediate.NONE);
    add(0x56, "i64.gt_u", "ll:i", 1, Immediate.NONE);
    add(0x57, "i64.le_s", "ll:i", 1, Immediate.NONE);
    add(0x58, "i64.le_u", "ll:i", 1, Immediate.NONE);
    add(0x59, "i64.ge_s", "ll:i", 1, Immediate.NONE);
    add(0x5a, "i64.ge_u", "ll:i", 1, Immediate.NONE);
    add(0x5b, "f32.eq", "ff:i", 1, Immediate.NONE);
    add(0x5c, "f32.ne", "ff:i", 1, Immediate.NONE);
    add(0x5d, "f32.lt", "ff:i", 1, Immediate.NONE);
    add(0x5e, "f32.gt", "ff:i", 1, Immediate.NONE);
    add(0x5f, "f32.le", "ff:i", 1, Immediate.NONE);
    add(0x60, "f32.ge", "ff:i", 1, Immediate.NONE);
    add(0x61, "f64.eq", "dd:i", 1, Immediate.NONE);
    add(0x62, "f64.ne", "dd:i", 1, Immediate.NONE);
    add(0x63, "f64.lt", "dd:i", 1, Immediate.NONE);
    add(0x64, "f64.gt", "dd:i", 1, Immediate.NONE);
    add(0x65, "f64.le", "dd:i", 1, Immediate.NONE);
    add(0x66, "f64.ge", "dd:i", 1, Immediate.NONE);
    add(0x67, "i32.clz", "i:i", 1, Immediate.NONE);
    add(0x68, "i32.ctz", "i:i", 1, Immediate.NONE);
    add(0x69, "i32.popcnt", "i:i", 1, Immediate.NONE);
    add(0x6a, "i32.add", "ii:i", 1, Immediate.NONE);
    add(0x6b, "i32.sub", "ii:i", 1, Immediate.NONE);
    add(0x6c, "i32.mul", "ii:i", 1, Immediate.NONE);
    add(0x6d, "i32.div_s", "ii:i", 8, Immediate.NONE);
    add(0x6e, "i32.div_u", "ii:i", 8, Immediate.NONE);
    add(0x6f, "i32.rem_s", "ii:i", 8, Immediate.NONE);
    add(0x70, "i32.rem_u", "ii:i", 8, Immediate.NONE);
    add(0x71, "i32.and", "ii:i", 1, Immediate.NONE);
    add(0x72, "i32.or", "ii:i", 1, Immediate.NONE);
    add(0x73, "i32.xor", "ii:i", 1, Immediate.NONE);
    add(0x74, "i32.shl", "ii:i", 1, Immediate.NONE);
    add(0x75, "i32.shr_s", "ii:i", 1, Immediate.NONE);
    add(0x76, "i32.shr_u", "ii:i", 1, Immediate.NONE);
    add(0x77, "i32.rotl", "ii:i", 1, Immediate.NONE);
    add(0x78, "i32.rotr", "ii:i", 1, Immediate.NONE);
    add(0x79, "i64.clz", "l:l", 1, Immediate.NONE);
    add(0x7a, "i64.ctz", "l:l", 1, Immediate.NONE);
    add(0x7b, "i64.popcnt", "l:l", 1, Immediate.NONE);
    add(0x7c, "i64.add", "ll:l", 1, Immediate.NONE);
    add(0x7d, "i64.sub", "ll:l", 1, Immediate.NONE);
    add(0x7e, "i64.mul", "ll:l", 1, Immediate.NONE);
    add(0x7f, "i64.div_s", "ll:l", 8, Immediate.NONE);
    add(0x80, "i64.div_u", "ll:l", 8, Immediate.NONE);
    add(0x81, "i64.rem_s", "ll:l", 8, Immediate.NONE);
    add(0x82, "i64.rem_u", "ll:l", 8, Immediate.NONE);
    add(0x83, "i64.and", "ll:l", 1, Immediate.NONE);
    add(0x84, "i64.or", "ll:l", 1, Immediate.NONE);
    add(0x85, "i64.xor", "ll:l", 1, Immediate.NONE);
    add(0x86, "i64.shl", "ll:l", 1, Immediate.NONE);
    add(0x87, "i64.shr_s", "ll:l", 1, Immediate.NONE);
    add(0x88, "i64.shr_u", "ll:l", 1, Immediate.NONE);
    add(0x89, "i64.rotl", "ll:l", 1, Immediate.NONE);
    add(0x8a, "i64.rotr", "ll:l", 1, Immediate.NONE);
    add(0x8b, "f32.abs", "f:f", 1, Immediate.NONE);
    add(0x8c, "f32.neg", "f:f", 1, Immediate.NONE);
    add(0x8d, "f32.ceil", "f:f", 1, Immediate.NONE);
    add(0x8e, "f32.floor", "f:f", 1, Immediate.NONE);
    add(0x8f, "f32.trunc", "f:f", 1, Immediate.NONE);
    add(0x90, "f32.nearest", "f:f", 1, Immediate.NONE);
    add(0x91, "f32.sqrt", "f:f", 8, Immediate.NONE);
    add(0x92, "f32.add", "ff:f", 1, Immediate.NONE);
    add(0x93, "f32.sub", "ff:f", 1, Immediate.NONE);
    add(0x94, "f32.mul", "ff:f", 1, Immediate.NONE);
    add(0x95, "f32.div", "ff:f", 8, Immediate.NONE);
    add(0x96, "f32.min", "ff:f", 1, Immediate.NONE);
    add(0x97, "f32.max", "ff:f", 1, Immediate.NONE);
    add(0x98, "f32.copysign", "ff:f", 1, Immediate.NONE);
    add(0x99, "f64.abs", "d:d", 1, Immediate.NONE);
    add(0x9a, "f64.neg", "d:d", 1, Immediate.NONE);
    add(0x9b, "f64.ceil", "d:d", 1, Immediate.NONE);
    add(0x9c, "f64.floor", "d:d", 1, Immediate.NONE);
    add(0x9d, "f64.trunc", "d:d", 1, Immediate.NONE);
    add(0x9e, "f64.nearest", "d:d", 1, Immediate.NONE);
    add(0x9f, "f64.sqrt", "d:d", 8, Immediate.NONE);
    add(0xa0, "f64.add", "dd:d", 1, Immediate.NONE);
    add(0xa1, "f64.sub", "dd:d", 1, Immediate.NONE);
    add(0xa2, "f64.mul", "dd:d", 1, Immediate.NONE);
    add(0xa3, "f64.div", "dd:d", 8, Immediate.NONE);
    add(0xa4, "f64.min", "dd:d", 1, Immediate.NONE);
    add(0xa5, "f64.max", "dd:d", 1, Immediate.NONE);
    add(0xa6, "f64.copysign", "dd:d", 1, Immediate.NONE);
  }

  private void addConversionsAndBulk() {
    add(0xa7, "i32.wrap_i64", "l:i", 1, Immediate.NONE);
    add(0xa8, "i32.trunc_f32_s", "f:i", 1, Immediate.NONE);
    add(0xa9, "i32.trunc_f32_u", "f:i", 1, Immediate.NONE);
    add(0xaa, "i32.trunc_f64_s", "d:i", 1, Immediate.NONE);
    add(0xab, "i32.trunc_f64_u", "d:i", 1, Immediate.NONE);
    add(0xac, "i64.extend_i32_s", "i:l", 1, Immediate.NONE);
    add(0xad, "i64.extend_i32_u", "i:l", 1, Immediate.NONE);
    add(0xae, "i64.trunc_f32_s", "f:l", 1, Immediate.NONE);
    add(0xaf, "i64.trunc_f32_u", "f:l", 1, Immediate.NONE);
    add(0xb0, "i64.trunc_f64_s", "d:l", 1, Immediate.NONE);
    add(0xb1, "i64.trunc_f64_u", "d:l", 1, Immediate.NONE);
    add(0xb2, "f32.convert_i32_s", "i:f", 1, Immediate.NONE);
    add(0xb3, "f32.convert_i32_u", "i:f", 1, Immediate.NONE);
    add(0xb4, "f32.convert_i64_s", "l:f", 1, Immediate.NONE);
    add(0xb5, "f32.convert_i64_u", "l:f", 1, Immediate.NONE);
    add(0xb6, "f32.demote_f64", "d:f", 1, Immediate.NONE);
    add(0xb7, "f64.convert_i32_s", "i:d", 1, Immediate.NONE);
    add(0xb8, "f64.convert_i32_u", "i:d", 1, Immediate.NONE);
    add(0xb9, "f64.convert_i64_s", "l:d", 1, Immediate.NONE);
    add(0xba, "f64.convert_i64_u", "l:d", 1, Immediate.NONE);
    add(0xbb, "f64.promote_f32", "f:d", 1, Immediate.NONE);
    add(0xbc, "i32.reinterpret_f32", "f:i", 1, Immediate.NONE);
    add(0xbd, "i64.reinterpret_f64", "d:l", 1, Immediate.NONE);
    add(0xbe, "f32.reinterpret_i32", "i:f", 1, Immediate.NONE);
    add(0xbf, "f64.reinterpret_i64", "l:d", 1, Immediate.NONE);
    add(0xc0, "i32.extend8_s", "i:i", 1, Immediate.NONE);
    add(0xc1, "i32.extend16_s", "i:i", 1, Immediate.NONE);
    add(0xc2, "i64.extend8_s", "l:l", 1, Immediate.NONE);
    add(0xc3, "i64.extend16_s", "l:l", 1, Immediate.NONE);
    add(0xc4, "i64.extend32_s", "l:l", 1, Immediate.NONE);
    add(0xfc00, "i32.trunc_sat_f32_s", "f:i", 1, Immediate.NONE);
    add(0xfc01, "i32.trunc_sat_f32_u", "f:i", 1, Immediate.NONE);
    add(0xfc02, "i32.trunc_sat_f64_s", "d:i", 1, Immediate.NONE);
    add(0xfc03, "i32.trunc_sat_f64_u", "d:i", 1, Immediate.NONE);
    add(0xfc04, "i64.trunc_sat_f32_s", "f:l", 1, Immediate.NONE);
    add(0xfc05, "i64.trunc_sat_f32_u", "f:l", 1, Immediate.NONE);
    add(0xfc06, "i64.trunc_sat_f64_s", "d:l", 1, Immediate.NONE);
    add(0xfc07, "i64.trunc_sat_f64_u", "d:l", 1, Immediate.NONE);
    add(0xfc08, "memory.init", "iii:", 20, Immediate.DATA_MEMORY);
    add(0xfc09, "data.drop", ":", 5, Immediate.DATA);
    add(0xfc0a, "memory.copy", "iii:", 20, Immediate.ZERO_ZERO);
    add(0xfc0b, "memory.fill", "iii:", 20, Immediate.ZERO);
  }
}
