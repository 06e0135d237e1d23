package io.ghostbridge.wasm.internal.meter;

/** Figures of the meter. They are rules of the chain: a change of one changes what calls cost. */
public final class Meter {
  /**
   * Slots that the stack has, a slot for each local and operand of the functions that are active. A
   * call that would need more is a trap, on every node at the same depth.
   */
  public static final int MAX_HEIGHT = 32_768;

  /** Slots that an active function takes beside its locals and operands. */
  static final int FRAME_SLOTS = 16;

  /** Functions that call none and take at most these slots are not counted. */
  static final int UNCOUNTED_SLOTS = 128;

  /** Gas for a page of memory of 64 KiB: what Ethereum takes for as much. */
  public static final long PAGE_GAS = 14_336;

  /** Gas for 32 bytes that are copied or filled. */
  public static final long WORD_GAS = 3;

  /** A function whose code is larger in bytes is left to the interpreter. */
  static final int LARGE_FUNCTION_BYTES = 8 * 1024;

  private Meter() {}
}
