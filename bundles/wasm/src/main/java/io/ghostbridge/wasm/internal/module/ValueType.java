package io.ghostbridge.wasm.internal.module;

import io.ghostbridge.api.vm.InvalidCodeException;
import org.jspecify.annotations.Nullable;

/** Types of values (WebAssembly 2.0, section 5.3.1). */
public enum ValueType {
  /** 32 bits. */
  I32(0x7f),
  /** 64 bits. */
  I64(0x7e),
  /** A float of 32 bits. */
  F32(0x7d),
  /** A float of 64 bits. */
  F64(0x7c);

  private final int code;

  ValueType(int code) {
    this.code = code;
  }

  /** The byte that stands for it. */
  public int code() {
    return code;
  }

  /** Whether values are floats. */
  public boolean isFloat() {
    return this == F32 || this == F64;
  }

  /** The type that a byte stands for; nothing if none of these. */
  static @Nullable ValueType of(int code) {
    return switch (code) {
      case 0x7f -> I32;
      case 0x7e -> I64;
      case 0x7d -> F32;
      case 0x7c -> F64;
      default -> null;
    };
  }

  /** Reads a type that {@code rules} allow. */
  static ValueType read(ByteReader in, Rules rules) throws InvalidCodeException {
    int start = in.position();
    int code = in.u8();
    ValueType type = of(code);
    if (type == null) {
      String reason =
          switch (code) {
            case 0x7b -> "unsupported: vectors (SIMD)";
            case 0x70, 0x6f -> "unsupported: references as values";
            default -> "malformed value type 0x" + Integer.toHexString(code);
          };
      throw new InvalidCodeException(start, reason);
    }
    rules.requireAllowed(type, start);
    return type;
  }
}
