package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.word.machine.internal.program.Program;

/** Decides what runs a program now: asked when a frame begins, after calls, and in long loops. */
public interface Tiers {
  /** Only the interpreter. */
  Tiers INTERPRETER = program -> Interpreter.FAST;

  /** What to run {@code program} with; quick, as it is asked often. */
  Tier of(Program program);
}
