package io.ghostbridge.wasm.internal.specification;

import io.ghostbridge.wasm.internal.meter.MeteredModule;
import io.ghostbridge.wasm.internal.module.Module;
import run.endive.runtime.Instance;

/**
 * An instance of the suite's.
 *
 * @param source the module as it was read
 * @param metered as it runs
 * @param instance its instance
 */
record Linked(Module source, MeteredModule metered, Instance instance) {
  private static final long PLENTY = Long.MAX_VALUE / 2;
  private static final long[] NOTHING = {};

  /** Fills the gas up, and empties the stack, which a trap leaves high. */
  void refill() {
    instance.global(metered.gasGlobal()).setValue(PLENTY);
    instance.global(metered.heightGlobal()).setValue(0);
  }

  long[] call(String name, long... args) {
    long[] results = instance.getMachine().call(index(name), args);
    return results == null ? NOTHING : results;
  }

  void start() {
    if (source.start() >= 0) {
      instance.getMachine().call(source.start(), NOTHING);
    }
  }

  long global(String name) {
    return instance.exports().global(name).getValue();
  }

  private int index(String name) {
    return source.exports().stream()
        .filter(export -> export.name().equals(name))
        .findFirst()
        .orElseThrow()
        .index();
  }
}
