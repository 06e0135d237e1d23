package io.ghostbridge.word.machine.internal.program;

import java.util.Arrays;

/**
 * A program as the interpreter walks through it: each block begins with {@link #ENTER}, which
 * charges its gas and checks the stack, and some pairs of instructions are one.
 */
public final class Threaded {
  /** Begins a block: the argument is its number. */
  public static final int ENTER = 0x120;

  /** A push of at most 64 bits: the argument, as of PUSH here, is four times the immediate's. */
  public static final int PUSH_LONG = 0x121;

  /** A push and a jump: the argument is where to go on. */
  public static final int JUMP_TO = 0x122;

  /** A push and a conditional jump: the argument is where to go on. */
  public static final int JUMPI_TO = 0x123;

  /** ISZERO, a push and a conditional jump: the argument is where to go on. */
  public static final int JUMP_UNLESS_TO = 0x124;

  /** DUP1. */
  public static final int DUP1 = 0x125;

  /** DUP2. */
  public static final int DUP2 = 0x126;

  /** SWAP1. */
  public static final int SWAP1 = 0x127;

  /** SWAP2. */
  public static final int SWAP2 = 0x128;

  private final Program program;
  private final boolean careful;
  private final short[] ops;
  private final int[] arguments;
  private final int[] instructions;
  private final int[] checks;
  private final int[] entries;

  /** By instruction, where the block that it begins does; -1 within blocks. */
  private final int[] places;

  private int length;

  private Threaded(Program program, boolean careful, int size, int blocks) {
    this.program = program;
    this.careful = careful;
    ops = new short[size];
    arguments = new int[size];
    instructions = new int[size];
    checks = new int[3 * blocks];
    entries = new int[blocks];
    places = new int[careful ? 0 : program.length()];
    Arrays.fill(places, -1);
  }

  static Threaded byBlocks(Program program) {
    Blocks blocks = program.blocks();
    Threaded form = new Threaded(program, false, program.length() + blocks.count(), blocks.count());
    for (int b = 0; b < blocks.count(); b++) {
      form.places[blocks.first(b)] = form.length;
      form.enter(b, blocks.first(b), blocks.gas(b), blocks.needs(b), blocks.growth(b));
      int end = blocks.first(b + 1);
      for (int i = blocks.first(b); i < end; ) {
        i += form.fuse(i, end);
      }
    }
    form.link();
    return form;
  }

  static Threaded byInstructions(Program program) {
    int count = program.length();
    Threaded form = new Threaded(program, true, 2 * count, count);
    for (int i = 0; i < count; i++) {
      int growth = Math.max(0, program.pushes(i) - program.pops(i));
      form.enter(i, i, program.gas(i), program.pops(i), growth);
      int op = program.op(i);
      boolean scaled = op == Op.PUSH || op == Op.DUP || op == Op.SWAP;
      form.add(
          op == Op.JUMPDEST ? Op.NOP : op,
          scaled ? 4 * program.argument(i) : program.argument(i),
          i);
    }
    return form;
  }

  private void enter(int number, int instruction, int gas, int needs, int growth) {
    entries[number] = length;
    checks[3 * number] = gas;
    checks[3 * number + 1] = 4 * needs;
    checks[3 * number + 2] = 4 * growth;
    add(ENTER, number, instruction);
  }

  private void add(int op, int argument, int instruction) {
    ops[length] = (short) op;
    arguments[length] = argument;
    instructions[length] = instruction;
    length++;
  }

  /** Adds instruction {@code i}, with those after it that it forms one with; says how many. */
  private int fuse(int i, int end) {
    int op = program.op(i);
    int next = i + 1 < end ? program.op(i + 1) : Op.NOP;
    switch (op) {
      case Op.PUSH -> {
        return push(i, next);
      }
      case Op.ISZERO -> {
        if (next == Op.PUSH && i + 2 < end && program.op(i + 2) == Op.JUMPI) {
          int target = target(i + 1);
          if (target >= 0) {
            add(JUMP_UNLESS_TO, target, i);
            return 3;
          }
        }
        add(op, 0, i);
      }
      case Op.DUP -> {
        int depth = program.argument(i);
        add(depth == 1 ? DUP1 : depth == 2 ? DUP2 : op, 4 * depth, i);
      }
      case Op.SWAP -> {
        int depth = program.argument(i);
        add(depth == 1 ? SWAP1 : depth == 2 ? SWAP2 : op, 4 * depth, i);
      }
      case Op.JUMPDEST, Op.NOP -> {
        // All they cost is in the block's gas.
      }
      default -> add(op, program.argument(i), i);
    }
    return 1;
  }

  private int push(int i, int next) {
    if (next == Op.JUMP || next == Op.JUMPI) {
      int target = target(i);
      if (target >= 0) {
        add(next == Op.JUMP ? JUMP_TO : JUMPI_TO, target, i);
        return 2;
      }
    }
    long[] immediates = program.immediates();
    int index = 4 * program.argument(i);
    boolean small = (immediates[index + 1] | immediates[index + 2] | immediates[index + 3]) == 0;
    add(small ? PUSH_LONG : Op.PUSH, index, i);
    return 1;
  }

  /** The block that the push at {@code i} names as a target, or -1. */
  private int target(int i) {
    long[] immediates = program.immediates();
    int index = 4 * program.argument(i);
    boolean small = (immediates[index + 1] | immediates[index + 2] | immediates[index + 3]) == 0;
    return small ? program.blockAt(immediates[index]) : -1;
  }

  /** Blocks become places, once all places are known. */
  private void link() {
    for (int i = 0; i < length; i++) {
      if (ops[i] >= JUMP_TO && ops[i] <= JUMP_UNLESS_TO) {
        arguments[i] = entries[arguments[i]];
      }
    }
  }

  /** The program. */
  public Program program() {
    return program;
  }

  /** Whether every instruction is a block of its own. */
  public boolean isCareful() {
    return careful;
  }

  /** What to do at each place. */
  public short[] ops() {
    return ops;
  }

  /** Its argument. */
  public int[] arguments() {
    return arguments;
  }

  /** By the number of an {@link #ENTER}: gas, longs needed on the stack, longs of growth. */
  public int[] checks() {
    return checks;
  }

  /** The instruction of the program at a place. */
  public int instruction(int place) {
    return instructions[place];
  }

  /** Where the block with the jump destination at {@code offset} begins, or -1 for none. */
  public int placeOfJump(long offset) {
    int block = program.blockAt(offset);
    if (block < 0) {
      return -1;
    }
    return careful ? 2 * program.blocks().first(block) : entries[block];
  }

  /** Where an instruction begins; in the form by blocks, one that begins a block. */
  public int placeOf(int instruction) {
    return careful ? 2 * instruction : places[instruction];
  }

  private int block(int instruction) {
    Blocks blocks = program.blocks();
    int low = 0;
    int high = blocks.count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.first(middle) <= instruction) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The static gas of an instruction and of all after it in its block. */
  public long gasFrom(int instruction) {
    Blocks blocks = program.blocks();
    int end = blocks.first(block(instruction) + 1);
    long gas = 0;
    for (int i = instruction; i < end; i++) {
      gas += program.gas(i);
    }
    return gas;
  }

  /** Whether a block begins with the instruction, in the form by blocks. */
  public boolean beginsBlock(int instruction) {
    return places[instruction] >= 0;
  }
}
