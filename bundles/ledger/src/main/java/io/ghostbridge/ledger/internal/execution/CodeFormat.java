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

  private CodeFormat() {}

  static String of(Bytes code) {
    if (startsWith(code, WASM)) {
      return VirtualMachine.WASM;
    }
    if (startsWith(code, ZVMC) && code.size() > TARGET) {
      return switch (code.get(TARGET)) {
        case 0 -> VirtualMachine.ZVM;
        case 2 -> VirtualMachine.WASM;
        default -> VirtualMachine.EVM;
      };
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
