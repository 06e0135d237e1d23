package io.ghostbridge.wasm.internal.witness;

/** An execution needs what its witness lacks. */
public final class MissingWitnessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingWitnessException(String what) {
    super("the witness lacks " + what);
  }
}
