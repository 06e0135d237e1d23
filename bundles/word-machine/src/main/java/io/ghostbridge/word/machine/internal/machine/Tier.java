package io.ghostbridge.word.machine.internal.machine;

/** What runs a frame: the interpreter, or a program's compiled form. */
public interface Tier {
  /**
   * Runs {@code frame} from {@link Frame#instruction} on, which begins a block unless the tier is
   * the careful one, until something happens.
   *
   * @return one of {@link Status}, never {@link Status#RUNNING}; stack pointer, gas and instruction
   *     are then in the frame
   */
  int run(Frame frame);
}
