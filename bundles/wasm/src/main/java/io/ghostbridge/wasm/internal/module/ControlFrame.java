package io.ghostbridge.wasm.internal.module;

import java.util.List;

/** A block that is open while a function is validated. */
final class ControlFrame {
  final int opcode;
  final FunctionType type;
  final int height;
  boolean unreachable;

  ControlFrame(int opcode, FunctionType type, int height) {
    this.opcode = opcode;
    this.type = type;
    this.height = height;
  }

  /** What a branch to the block takes along. */
  List<ValueType> labelTypes() {
    return opcode == Opcodes.LOOP ? type.params() : type.results();
  }
}
