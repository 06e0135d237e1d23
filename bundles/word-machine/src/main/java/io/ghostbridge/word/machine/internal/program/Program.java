package io.ghostbridge.word.machine.internal.program;

import io.ghostbridge.api.data.Bytes;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decoded code: instructions and the basic blocks they form, the form that interpreter and compiler
 * work from. Immutable but for what tiers keep with it; safe for use by any thread.
 *
 * <p>Instructions are numbered from 0; the last is a STOP that stands for the code's end. A block
 * begins at a jump destination, after {@link Op#endsBlock}, and at the start; all of a block's
 * static gas and its stack needs are checked when it is entered. What fails then, or runs out of
 * gas within the block, is executed again one instruction at a time by the careful form, which
 * finds the exact failure: until there, charging a block at once is not observable.
 */
public final class Program {
  private final Bytes code;
  private final InstructionSet set;
  private final int length;
  private final short[] ops;
  private final int[] arguments;
  private final int[] offsets;
  private final long[] immediates;
  private final int[] blockOfOffset;
  private final Blocks blocks;
  private final AtomicReference<@Nullable Object> tier = new AtomicReference<>();
  private @Nullable Threaded fast;
  private volatile @Nullable Threaded careful;

  Program(
      Bytes code,
      InstructionSet set,
      int length,
      short[] ops,
      int[] arguments,
      int[] offsets,
      long[] immediates,
      int[] blockOfOffset,
      Blocks blocks) {
    this.code = code;
    this.set = set;
    this.length = length;
    this.ops = ops;
    this.arguments = arguments;
    this.offsets = offsets;
    this.immediates = immediates;
    this.blockOfOffset = blockOfOffset;
    this.blocks = blocks;
  }

  /** The code as it is stored. */
  public Bytes code() {
    return code;
  }

  /** The numbering and rules that it was decoded by. */
  public InstructionSet set() {
    return set;
  }

  /** The number of instructions, the STOP at the end included. */
  public int length() {
    return length;
  }

  /** The instruction, one of {@link Op}. */
  public int op(int instruction) {
    return ops[instruction];
  }

  /** Its argument: an immediate's index, a depth, a number of topics. */
  public int argument(int instruction) {
    return arguments[instruction];
  }

  /** Where it is in the code. */
  public int offset(int instruction) {
    return offsets[instruction];
  }

  /**
   * The immediates of pushes, four longs each, the least significant first: a push whose argument
   * is {@code i} pushes the longs from {@code 4 * i} on.
   */
  public long[] immediates() {
    return immediates;
  }

  /** The byte that the instruction has in its numbering; that of STOP for the code's end. */
  public int number(int instruction) {
    int offset = offsets[instruction];
    return offset < code.size() ? code.get(offset) & 0xff : 0;
  }

  /** What the instruction costs before what depends on its operands. */
  public int gas(int instruction) {
    return offsets[instruction] < code.size() ? set.gas(number(instruction)) : 0;
  }

  /** The words it takes. */
  public int pops(int instruction) {
    return offsets[instruction] < code.size() ? set.pops(number(instruction)) : 0;
  }

  /** The words it leaves. */
  public int pushes(int instruction) {
    return offsets[instruction] < code.size() ? set.pushes(number(instruction)) : 0;
  }

  /** The block that begins with the jump destination at {@code offset}, or -1 if there is none. */
  public int blockAt(long offset) {
    return offset >= 0 && offset < blockOfOffset.length ? blockOfOffset[(int) offset] : -1;
  }

  /** The basic blocks, in the order of the code. */
  public Blocks blocks() {
    return blocks;
  }

  /** What a faster tier keeps with the program; compare-and-set by that tier. */
  public AtomicReference<@Nullable Object> tier() {
    return tier;
  }

  /** The interpreter's form, a block at a time. */
  public Threaded fast() {
    // A race makes it twice at worst; it is immutable with final fields.
    Threaded form = fast;
    if (form == null) {
      form = Threaded.byBlocks(this);
      fast = form;
    }
    return form;
  }

  /** The interpreter's form in which every instruction is a block of its own. */
  public Threaded careful() {
    Threaded form = careful;
    if (form == null) {
      form = Threaded.byInstructions(this);
      careful = form;
    }
    return form;
  }

  /** Roughly the memory it takes, in bytes. */
  public int weight() {
    return 256 + code.size() * 8 + length * 26 + immediates.length * 8 + blocks.count() * 20;
  }
}
