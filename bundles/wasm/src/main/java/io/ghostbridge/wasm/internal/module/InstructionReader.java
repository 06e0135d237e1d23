package io.ghostbridge.wasm.internal.module;

import io.ghostbridge.api.vm.InvalidCodeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks over the instructions of a function. The fields tell about the instruction read last, and
 * which of them mean something depends on its {@link Opcode.Immediate}.
 */
public final class InstructionReader {
  private static final int EMPTY_BLOCK = 0x40;
  private static final int PREFIX = 0xfc;

  private final ByteReader in;
  private final Module module;

  /** Where the instruction starts. */
  public int start;

  /** The instruction. */
  public Opcode opcode;

  /** A label, a function, a type, a local, a global or a segment. */
  public int index;

  /** A constant of an integer, or the offset of an access to memory, unsigned. */
  public long value;

  /** The labels of {@code br_table}, the default last. */
  public int[] labels = {};

  /** The type of a block. */
  public FunctionType blockType = FunctionType.NOTHING;

  /** The type that {@code select} names. */
  public ValueType selected = ValueType.I32;

  private int branchTargets;

  /** Walks over the code of {@code body}, which is one of {@code module}. */
  public InstructionReader(Module module, FunctionBody body) {
    this.module = module;
    this.in = new ByteReader(module.bytes(), body.codeStart(), body.codeEnd());
    this.opcode = known(Opcodes.UNREACHABLE);
  }

  private static Opcode known(int code) {
    Opcode found = Opcodes.of(code);
    if (found == null) {
      throw new IllegalStateException("no instruction has the code " + code);
    }
    return found;
  }

  /** Where the next instruction starts. */
  public int position() {
    return in.position();
  }

  /** Whether there is no more. */
  public boolean atEnd() {
    return in.remaining() == 0;
  }

  /** Reads the next instruction. */
  public void next() throws InvalidCodeException {
    start = in.position();
    int code = in.u8();
    if (code == PREFIX) {
      int number = in.u32();
      code = Integer.compareUnsigned(number, 0xff) > 0 ? 0xfcff : (PREFIX << 8) | number;
      if (!Opcodes.isPrefixedKnown(number)) {
        throw new InvalidCodeException(start, Opcodes.refusal(code));
      }
    }
    Opcode found = Opcodes.of(code);
    if (found == null) {
      throw new InvalidCodeException(start, Opcodes.refusal(code));
    }
    if (found.isFloat() && !module.rules().floats()) {
      throw new InvalidCodeException(start, "unsupported: floats (" + found.name() + ")");
    }
    opcode = found;
    readImmediate();
  }

  private void readImmediate() throws InvalidCodeException {
    switch (opcode.immediate()) {
      case NONE -> {}
      case BLOCK -> blockType = readBlockType();
      case LABEL, FUNCTION, LOCAL, GLOBAL, DATA -> index = in.u32();
      case LABELS -> readLabels();
      case INDIRECT -> {
        index = in.u32();
        requireZero(in.u32(), "table");
      }
      case TYPES -> readSelectedType();
      case MEMORY -> readMemoryAccess();
      case ZERO -> requireZero(in.u8(), "memory");
      case ZERO_ZERO -> {
        requireZero(in.u8(), "memory");
        requireZero(in.u8(), "memory");
      }
      case DATA_MEMORY -> {
        index = in.u32();
        requireZero(in.u8(), "memory");
      }
      case I32 -> value = in.s32();
      case I64 -> value = in.s64();
      case F32 -> in.skip(Float.BYTES, "a float");
      case F64 -> in.skip(Double.BYTES, "a double");
    }
  }

  private void requireZero(int number, String what) throws InvalidCodeException {
    if (number != 0) {
      throw new InvalidCodeException(
          start, "zero byte expected: unknown " + what + " " + Integer.toUnsignedString(number));
    }
  }

  private void readLabels() throws InvalidCodeException {
    int count = in.count(Rules.MAX_BRANCH_TARGETS, "targets of br_table") + 1;
    branchTargets += count;
    if (branchTargets > Rules.MAX_BRANCH_TARGETS_OF_FUNCTION) {
      throw new InvalidCodeException(
          start,
          "too many targets of all br_tables of the function, at most "
              + Rules.MAX_BRANCH_TARGETS_OF_FUNCTION);
    }
    labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = in.u32();
    }
  }

  private void readSelectedType() throws InvalidCodeException {
    int count = in.u32();
    if (count != 1) {
      throw new InvalidCodeException(start, "invalid result arity of select: " + count);
    }
    selected = ValueType.read(in, module.rules());
  }

  private void readMemoryAccess() throws InvalidCodeException {
    int alignment = in.u32();
    if (Integer.compareUnsigned(alignment, 32) >= 0) {
      throw new InvalidCodeException(start, "malformed memop flags");
    }
    if (alignment > Integer.numberOfTrailingZeros(opcode.width())) {
      throw new InvalidCodeException(
          start, "alignment must not be larger than natural: 2^" + alignment);
    }
    value = Integer.toUnsignedLong(in.u32());
  }

  private FunctionType readBlockType() throws InvalidCodeException {
    int at = in.position();
    long type = in.s33();
    if (type >= 0) {
      return module.type((int) Math.min(type, Integer.MAX_VALUE), at);
    }
    if ((type & 0x7f) == EMPTY_BLOCK && type >= -0x40) {
      return FunctionType.NOTHING;
    }
    if (type < -0x40) {
      throw new InvalidCodeException(at, "malformed block type");
    }
    List<ValueType> results = new ArrayList<>();
    results.add(ValueType.read(new ByteReader(module.bytes(), at, in.position()), module.rules()));
    return new FunctionType(List.of(), results);
  }
}
