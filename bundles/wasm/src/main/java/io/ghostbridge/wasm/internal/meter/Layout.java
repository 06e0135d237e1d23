package io.ghostbridge.wasm.internal.meter;

import io.ghostbridge.wasm.internal.module.FunctionType;
import io.ghostbridge.wasm.internal.module.Module;
import io.ghostbridge.wasm.internal.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/** What a rewritten module has beside its own: two globals behind them, types behind the types. */
final class Layout {
  private static final int EMPTY_BLOCK = 0x40;

  private final Module module;
  private final List<FunctionType> added = new ArrayList<>();

  Layout(Module module) {
    this.module = module;
  }

  /** The global with the gas left. */
  int gasGlobal() {
    return module.globalCount();
  }

  /** The global with the stack's height. */
  int heightGlobal() {
    return module.globalCount() + 1;
  }

  /** The types behind the module's own. */
  List<FunctionType> added() {
    return added;
  }

  /** Writes the type of a block that takes nothing and gives {@code results}. */
  void blockType(ByteWriter out, List<ValueType> results) {
    if (results.isEmpty()) {
      out.u8(EMPTY_BLOCK);
    } else if (results.size() == 1) {
      out.u8(results.getFirst().code());
    } else {
      out.s64(index(new FunctionType(List.of(), results)));
    }
  }

  private int index(FunctionType type) {
    int own = module.indexOf(type);
    if (own >= 0) {
      return own;
    }
    if (!added.contains(type)) {
      added.add(type);
    }
    return module.typeCount() + added.indexOf(type);
  }
}
