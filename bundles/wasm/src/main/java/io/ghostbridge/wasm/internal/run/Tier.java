package io.ghostbridge.wasm.internal.run;

/** Which of Endive's machines runs contracts; results and gas are the same. */
public enum Tier {
  /** The interpreter. */
  INTERPRETER,
  /** The compiler, before the first call. */
  COMPILER,
  /** The interpreter, and the compiler from when it is ready; it works on a thread of its own. */
  TIERED
}
