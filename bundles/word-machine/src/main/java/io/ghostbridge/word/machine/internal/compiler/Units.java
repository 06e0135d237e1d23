package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.program.Blocks;
import io.ghostbridge.word.machine.internal.program.Op;
import io.ghostbridge.word.machine.internal.program.Program;
import java.util.Arrays;

/**
 * A program's basic blocks, the longest of them in pieces: what regions are made of. The gas and
 * the stack's needs of a whole block are checked by its first piece.
 */
final class Units {
  /** The bytes of generated code that a unit is estimated to have at most. */
  private static final int MOST_BYTES = 2000;

  private final int[] first;
  private final int[] block;
  private final int[] bytes;
  private final int[] unitOfInstruction;
  private final int count;

  Units(Program program) {
    Blocks blocks = program.blocks();
    unitOfInstruction = new int[program.length()];
    Arrays.fill(unitOfInstruction, -1);
    int[] firsts = new int[program.length() + 1];
    int[] blockNumbers = new int[program.length()];
    int[] sizes = new int[program.length()];
    int n = 0;
    for (int b = 0; b < blocks.count(); b++) {
      int size = MOST_BYTES + 1;
      for (int i = blocks.first(b); i < blocks.first(b + 1); i++) {
        int cost = estimate(program, i);
        if (size + cost > MOST_BYTES) {
          firsts[n] = i;
          blockNumbers[n] = b;
          unitOfInstruction[i] = n++;
          size = 0;
        }
        size += cost;
        sizes[n - 1] = size;
      }
    }
    firsts[n] = program.length();
    count = n;
    first = Arrays.copyOf(firsts, n + 1);
    block = Arrays.copyOf(blockNumbers, n);
    bytes = Arrays.copyOf(sizes, n);
  }

  private static int estimate(Program program, int i) {
    return switch (program.op(i)) {
      case Op.PUSH, Op.DUP, Op.SWAP -> 12;
      case Op.POP, Op.JUMPDEST, Op.NOP, Op.PC, Op.STOP, Op.ISZERO -> 4;
      case Op.AND, Op.OR, Op.XOR, Op.NOT, Op.EQ -> 32;
      case Op.ADD, Op.SUB -> 100;
      case Op.MUL, Op.SDIV, Op.SMOD -> 200;
      case Op.LT, Op.GT, Op.SLT, Op.SGT -> 35;
      case Op.JUMP, Op.JUMPI -> 30;
      case Op.MLOAD, Op.MSTORE -> 130;
      case Op.DIV, Op.MOD -> 170;
      default -> 80 + 20 * program.pops(i) + 50 * program.pushes(i);
    };
  }

  int count() {
    return count;
  }

  /** The first instruction; for {@link #count} the number of all instructions. */
  int first(int unit) {
    return first[unit];
  }

  /** The block that it is of. */
  int block(int unit) {
    return block[unit];
  }

  /** An estimate of the generated code. */
  int bytes(int unit) {
    return bytes[unit];
  }

  /** Whether it begins a block. */
  boolean beginsBlock(int unit) {
    return unit == 0 || block[unit - 1] != block[unit];
  }

  /** Whether the block goes on in the next unit. */
  boolean isContinued(int unit) {
    return unit + 1 < count && block[unit + 1] == block[unit];
  }

  /** The unit that begins with the instruction, or -1. */
  int at(int instruction) {
    return unitOfInstruction[instruction];
  }
}
