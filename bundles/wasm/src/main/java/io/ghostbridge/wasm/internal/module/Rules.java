package io.ghostbridge.wasm.internal.module;

import io.ghostbridge.api.vm.InvalidCodeException;

/**
 * What a module may have. A chain's nodes must agree on these: they are part of the rules of the
 * chain and not configurable.
 *
 * @param floats whether floats are allowed; never in contracts (see the decision record on
 *     WebAssembly)
 * @param embedding whether the module may have a start function, and imports of anything from
 *     anywhere; never in contracts, whose imports are those of {@link ContractInterface}
 * @param maxMemoryPages the largest memory, in pages of 64 KiB
 * @param maxTableEntries the largest table
 */
public record Rules(boolean floats, boolean embedding, int maxMemoryPages, int maxTableEntries) {
  /** Those of contracts: integers only, a memory of at most 16 MiB. */
  public static final Rules CONTRACT = new Rules(false, false, 256, 10_000);

  /** All bytes of a module. */
  public static final int MAX_MODULE_BYTES = 512 * 1024;

  /** Types of functions. */
  public static final int MAX_TYPES = 1_000;

  /** Parameters of a function. */
  public static final int MAX_PARAMS = 100;

  /** Results of a function or block. */
  public static final int MAX_RESULTS = 16;

  /** Imports. */
  public static final int MAX_IMPORTS = 100;

  /** Functions that the module defines. */
  public static final int MAX_FUNCTIONS = 10_000;

  /** Global variables. */
  public static final int MAX_GLOBALS = 1_000;

  /** Exports. */
  public static final int MAX_EXPORTS = 1_000;

  /** Segments of data, and of elements. */
  public static final int MAX_SEGMENTS = 1_000;

  /** Bytes of one function. */
  public static final int MAX_FUNCTION_BYTES = 128 * 1024;

  /** Locals of one function, parameters included. */
  public static final int MAX_LOCALS = 4_096;

  /** Locals of all functions together: a few bytes of a module declare thousands. */
  public static final int MAX_LOCALS_OF_MODULE = 65_536;

  /** Values on the operand stack of one function. */
  public static final int MAX_OPERANDS = 1_024;

  /** Blocks within blocks. */
  public static final int MAX_NESTING = 256;

  /** Targets of one br_table. */
  public static final int MAX_BRANCH_TARGETS = 4_096;

  /** Targets of all br_tables of a function. */
  public static final int MAX_BRANCH_TARGETS_OF_FUNCTION = 16_384;

  /**
   * Locals times branches and blocks of one function: what a compiler that tracks each local at
   * each label has to hold.
   */
  public static final long MAX_COMPLEXITY = 2_000_000;

  /** Bytes of a name. */
  public static final int MAX_NAME_BYTES = 1_024;

  /** Refuses a type that is not allowed. */
  void requireAllowed(ValueType type, int offset) throws InvalidCodeException {
    if (type.isFloat() && !floats) {
      throw new InvalidCodeException(
          offset, "unsupported: floats (" + type.name().toLowerCase(java.util.Locale.ROOT) + ")");
    }
  }
}
