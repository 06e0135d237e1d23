package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.machine.Frame;
import io.ghostbridge.word.machine.internal.machine.Status;

/** A region of a program as a class of its own; what the generated classes extend. */
abstract class Code {
  /** The frame goes on at its instruction, which begins a unit, in another region. */
  static final int NEXT = 16;

  /** The stack is not one that the region is made for; the frame is as it was. */
  static final int UNFIT = 17;

  /** The instruction is to be carried out now that all is in the frame, and ends the region. */
  static final int OPERATION = 18;

  /**
   * Runs the region on {@code frame}, whose instruction is the region's first.
   *
   * @return one of {@link Status}, {@link #NEXT} or {@link #UNFIT}
   */
  abstract int run(Frame frame);
}
