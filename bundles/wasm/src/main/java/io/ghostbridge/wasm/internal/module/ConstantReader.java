package io.ghostbridge.wasm.internal.module;

import io.ghostbridge.api.vm.InvalidCodeException;

/** Constant expressions (WebAssembly 1.0, section 3.3.7): one constant, or an imported global. */
final class ConstantReader {
  private ConstantReader() {}

  /**
   * Reads an expression.
   *
   * @return the value of an integer; zero for anything else
   */
  static long read(Module module, ByteReader in, ValueType expected) throws InvalidCodeException {
    int at = in.position();
    int code = in.u8();
    long value = 0;
    ValueType type;
    switch (code) {
      case Opcodes.I32_CONST -> {
        value = in.s32();
        type = ValueType.I32;
      }
      case Opcodes.I64_CONST -> {
        value = in.s64();
        type = ValueType.I64;
      }
      case Opcodes.F32_CONST -> {
        in.skip(Float.BYTES, "a float");
        type = ValueType.F32;
      }
      case Opcodes.F64_CONST -> {
        in.skip(Double.BYTES, "a double");
        type = ValueType.F64;
      }
      case Opcodes.GLOBAL_GET -> {
        int index = in.u32();
        Module.Global global = module.global(index, at);
        if (global.mutable() || Integer.compareUnsigned(index, module.importedGlobals) >= 0) {
          throw new InvalidCodeException(
              at, "constant expression required: global " + index + " is no imported constant");
        }
        type = global.type();
      }
      case Opcodes.END ->
          throw new InvalidCodeException(at, "type mismatch: the constant expression is empty");
      default ->
          throw new InvalidCodeException(
              at,
              Opcodes.of(code) == null
                  ? Opcodes.refusal(code)
                  : "constant expression required, not 0x" + Integer.toHexString(code));
    }
    module.rules().requireAllowed(type, at);
    if (type != expected) {
      throw new InvalidCodeException(
          at, "type mismatch: the constant is of type " + type + ", not " + expected);
    }
    int next = in.position();
    int end = in.u8();
    if (end != Opcodes.END) {
      throw new InvalidCodeException(
          next,
          Opcodes.of(end) == null
              ? Opcodes.refusal(end)
              : "type mismatch or constant expression required: one constant is expected");
    }
    return value;
  }
}
