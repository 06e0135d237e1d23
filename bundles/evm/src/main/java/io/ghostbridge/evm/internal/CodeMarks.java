package io.ghostbridge.evm.internal;

import io.ghostbridge.api.data.Bytes;

/** The first bytes of code that is not Ethereum's. */
public final class CodeMarks {
  private CodeMarks() {}

  /** Whether {@code code} begins as a ZVM container or as a WebAssembly module does. */
  public static boolean isMarked(Bytes code) {
    return starts(code, 'Z', 'V', 'M', 'C') || starts(code, 0, 'a', 's', 'm');
  }

  private static boolean starts(Bytes code, int a, int b, int c, int d) {
    return code.size() >= 4
        && code.get(0) == a
        && code.get(1) == b
        && code.get(2) == c
        && code.get(3) == d;
  }
}
