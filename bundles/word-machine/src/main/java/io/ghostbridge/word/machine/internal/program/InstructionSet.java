package io.ghostbridge.word.machine.internal.program;

import io.ghostbridge.api.vm.Fork;

/**
 * What the 256 bytes mean in a numbering under a fork's rules: the machine's instruction, its
 * argument, what it costs at least, and what it takes from and leaves on the stack.
 */
public final class InstructionSet {
  private final Fork fork;
  private final boolean container;
  private final short[] op = new short[256];
  private final byte[] argument = new byte[256];
  private final int[] gas = new int[256];
  private final byte[] pops = new byte[256];
  private final byte[] pushes = new byte[256];
  private final byte[] immediate = new byte[256];
  private final String[] names = new String[256];

  /** An empty set: every byte is an invalid instruction. */
  InstructionSet(Fork fork, boolean container) {
    this.fork = fork;
    this.container = container;
    java.util.Arrays.fill(op, (short) Op.INVALID);
    for (int i = 0; i < 256; i++) {
      names[i] = String.format("0x%02x", i);
    }
  }

  void define(int number, String name, int operation, int arg, int cost, int taken, int left) {
    op[number] = (short) operation;
    argument[number] = (byte) arg;
    gas[number] = cost;
    pops[number] = (byte) taken;
    pushes[number] = (byte) left;
    names[number] = name;
  }

  void define(int number, String name, int operation, int cost, int taken, int left) {
    define(number, name, operation, 0, cost, taken, left);
  }

  /** A push of {@code bytes} bytes that follow it. */
  void definePush(int number, int bytes, int cost) {
    define(number, "PUSH" + bytes, Op.PUSH, 0, cost, 0, 1);
    immediate[number] = (byte) bytes;
  }

  /** The rules that hold. */
  public Fork fork() {
    return fork;
  }

  /** Whether it is ZVM's native numbering. */
  public boolean isNative() {
    return container;
  }

  /** The machine's instruction, {@link Op#INVALID} for none. */
  public int op(int number) {
    return op[number];
  }

  /** Its argument, where the instruction itself has one. */
  public int argument(int number) {
    return argument[number];
  }

  /** What it costs before what depends on its operands. */
  public int gas(int number) {
    return gas[number];
  }

  /** The words it takes from the stack. */
  public int pops(int number) {
    return pops[number];
  }

  /** The words it leaves on the stack. */
  public int pushes(int number) {
    return pushes[number];
  }

  /** The bytes of its immediate. */
  public int immediate(int number) {
    return immediate[number];
  }

  /** Its name. */
  public String name(int number) {
    return names[number];
  }
}
