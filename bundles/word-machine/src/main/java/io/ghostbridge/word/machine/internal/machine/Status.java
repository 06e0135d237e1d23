package io.ghostbridge.word.machine.internal.machine;

/** Why a tier handed a frame back. Numbers, as they pass through compiled code. */
public final class Status {
  /** Nothing happened: go on. */
  public static final int RUNNING = 0;

  /** The code ended well; the frame holds the output. */
  public static final int RETURNED = 1;

  /** The code reverted; the frame holds the output. */
  public static final int REVERTED = 2;

  /** The code failed; the frame holds why and where. */
  public static final int FAILED = 3;

  /** The frame holds a call to carry out; it goes on after the instruction. */
  public static final int CALLING = 4;

  /**
   * The frame is to be continued at its instruction by the careful form, with its exact gas: a
   * check failed or the gas did not suffice.
   */
  public static final int CAREFUL = 5;

  /** The frame is to be continued at its instruction, which begins a block, by any tier. */
  public static final int CONTINUE = 6;

  private Status() {}
}
