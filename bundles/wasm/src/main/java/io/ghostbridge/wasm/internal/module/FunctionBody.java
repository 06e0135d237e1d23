package io.ghostbridge.wasm.internal.module;

import java.util.List;

/**
 * A function that the module defines.
 *
 * @param index its number, imports counted
 * @param type what it takes and gives
 * @param locals the types of its locals, its parameters first
 * @param localsStart where its declarations of locals start
 * @param codeStart where its code starts
 * @param codeEnd where it ends
 */
public record FunctionBody(
    int index,
    FunctionType type,
    List<ValueType> locals,
    int localsStart,
    int codeStart,
    int codeEnd) {
  /** Copies {@code locals}. */
  public FunctionBody {
    locals = List.copyOf(locals);
  }
}
