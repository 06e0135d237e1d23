package io.ghostbridge.wasm.internal.module;

import java.util.List;

/**
 * An instruction's fixed properties.
 *
 * @param code its byte, or 0xfc00 and its second number
 * @param name as in the text format
 * @param special whether its types depend on more than the instruction itself, so that {@code
 *     params} and {@code results} say nothing
 * @param params what it takes from the stack
 * @param results what it puts there
 * @param gas what it costs, whatever its operands are
 * @param immediate what follows in the code
 * @param width bytes that it reads or writes, for an access to memory
 */
public record Opcode(
    int code,
    String name,
    boolean special,
    List<ValueType> params,
    List<ValueType> results,
    int gas,
    Immediate immediate,
    int width) {
  /** What follows an instruction's byte (WebAssembly 2.0, section 5.4). */
  public enum Immediate {
    /** Nothing. */
    NONE,
    /** A block's type. */
    BLOCK,
    /** A label. */
    LABEL,
    /** Several labels and one more. */
    LABELS,
    /** A function. */
    FUNCTION,
    /** A type and a table. */
    INDIRECT,
    /** Types of values. */
    TYPES,
    /** A local. */
    LOCAL,
    /** A global. */
    GLOBAL,
    /** Alignment and offset. */
    MEMORY,
    /** A zero for the memory. */
    ZERO,
    /** Two zeros for the memories. */
    ZERO_ZERO,
    /** A segment of data. */
    DATA,
    /** A segment of data and a zero for the memory. */
    DATA_MEMORY,
    /** A constant of 32 bits. */
    I32,
    /** A constant of 64 bits. */
    I64,
    /** A float. */
    F32,
    /** A double. */
    F64
  }

  /** Whether it works on floats. */
  boolean isFloat() {
    return params.stream().anyMatch(ValueType::isFloat)
        || results.stream().anyMatch(ValueType::isFloat);
  }
}
