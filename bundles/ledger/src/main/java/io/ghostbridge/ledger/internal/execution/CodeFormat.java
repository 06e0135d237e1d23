package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.VirtualMachine;

/**
 * The format of code by its first bytes. It is a rule of the chain and asks no machine, so that a
 * node without one knows what it lacks.
 */
final class CodeFormat {
  private static final Bytes WASM = Bytes.fromHex("0061736d");
  private static final Bytes ZVMC = Bytes.fromHex("5a564d43");
  private static final int TARGET = 5;
  private static final int TARGET_WASM = 2;

  private CodeFormat() {}

  static String of(Bytes code) {
    if (startsWith(code, WASM)) {
      return VirtualMachine.WASM;
    }
    if (startsWith(code, ZVMC)) {
      // Its machine runs, or refuses, every container that is not for WebAssembly.
      boolean forWasm = code.size() > TARGET && code.get(TARGET) == TARGET_WASM;
      return forWasm ? VirtualMachine.WASM : VirtualMachine.ZVM;
    }
    return VirtualMachine.EVM;
  }

  private static boolean startsWith(Bytes code, Bytes mark) {
    for (int i = 0; i < mark.size(); i++) {
      if (i >= code.size() || code.get(i) != mark.get(i)) {
        return false;
      }
    }
    return true;
  }
}
