package io.ghostbridge.word.machine.internal.program;

import io.ghostbridge.api.data.Bytes;
import java.util.Arrays;

/** Turns bytecode into a {@link Program}, in time and memory linear in the code's length. */
public final class Decoder {
  private final InstructionSet set;
  private final byte[] code;
  private final short[] ops;
  private final int[] arguments;
  private final int[] offsets;
  private final int[] blockOfOffset;
  private long[] immediates = new long[64];
  private int immediateCount;
  private int count;

  private Decoder(Bytes code, InstructionSet set) {
    this.set = set;
    this.code = code.unsafeArray();
    int most = this.code.length + 1;
    ops = new short[most];
    arguments = new int[most];
    offsets = new int[most];
    blockOfOffset = new int[this.code.length];
    Arrays.fill(blockOfOffset, -1);
  }

  /** Decodes all of {@code code}; bytes after its last whole instruction count as zeros. */
  public static Program decode(Bytes code, InstructionSet set) {
    return new Decoder(code, set).program(code);
  }

  private Program program(Bytes whole) {
    instructions();
    int[] first = new int[blockCount() + 1];
    int blocks = 0;
    boolean begins = true;
    for (int i = 0; i < count; i++) {
      if (begins || ops[i] == Op.JUMPDEST) {
        if (ops[i] == Op.JUMPDEST) {
          blockOfOffset[offsets[i]] = blocks;
        }
        first[blocks++] = i;
      }
      begins = Op.endsBlock(ops[i]);
    }
    first[blocks] = count;
    return new Program(
        whole,
        set,
        count,
        Arrays.copyOf(ops, count),
        Arrays.copyOf(arguments, count),
        Arrays.copyOf(offsets, count),
        Arrays.copyOf(immediates, 4 * immediateCount),
        blockOfOffset,
        needs(blocks, first));
  }

  private void instructions() {
    int offset = 0;
    while (offset < code.length) {
      int number = code[offset] & 0xff;
      int op = set.op(number);
      ops[count] = (short) op;
      offsets[count] = offset;
      arguments[count] = set.argument(number);
      if (op == Op.PUSH) {
        int size = set.immediate(number);
        arguments[count] = immediate(offset + 1, size);
        offset += size;
      }
      count++;
      offset++;
    }
    ops[count] = Op.STOP;
    offsets[count] = code.length;
    count++;
  }

  private int immediate(int start, int size) {
    if (4 * (immediateCount + 1) > immediates.length) {
      immediates = Arrays.copyOf(immediates, 2 * immediates.length);
    }
    int base = 4 * immediateCount;
    for (int i = 0; i < size; i++) {
      // The most significant byte comes first; beyond the code's end are zeros.
      long value = start + i < code.length ? code[start + i] & 0xffL : 0;
      int fromRight = size - 1 - i;
      immediates[base + (fromRight >> 3)] |= value << ((fromRight & 7) << 3);
    }
    return immediateCount++;
  }

  private int blockCount() {
    int blocks = 0;
    boolean begins = true;
    for (int i = 0; i < count; i++) {
      if (begins || ops[i] == Op.JUMPDEST) {
        blocks++;
      }
      begins = Op.endsBlock(ops[i]);
    }
    return blocks;
  }

  private Blocks needs(int blocks, int[] first) {
    int[] gas = new int[blocks];
    int[] needs = new int[blocks];
    int[] growth = new int[blocks];
    for (int b = 0; b < blocks; b++) {
      int height = 0;
      for (int i = first[b]; i < first[b + 1]; i++) {
        if (offsets[i] >= code.length) {
          continue;
        }
        int number = code[offsets[i]] & 0xff;
        // A sum that is too large only sends the block to the careful form.
        gas[b] = (int) Math.min(Integer.MAX_VALUE, (long) gas[b] + set.gas(number));
        needs[b] = Math.max(needs[b], set.pops(number) - height);
        height += set.pushes(number) - set.pops(number);
        growth[b] = Math.max(growth[b], height);
      }
    }
    return new Blocks(blocks, first, gas, needs, growth);
  }
}
