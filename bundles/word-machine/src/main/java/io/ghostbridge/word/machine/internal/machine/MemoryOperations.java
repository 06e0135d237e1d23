package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.internal.word.Words;
import java.util.List;

/** Instructions on memory. */
public final class MemoryOperations {
  private MemoryOperations() {}

  /** The words that hold {@code bytes} bytes. */
  static long words(long bytes) {
    return bytes > Memory.MAX_SIZE ? Memory.UNPAYABLE / 64 : (bytes + 31) >> 5;
  }

  /** MLOAD. */
  public static int mload(Frame f) {
    long[] s = f.execution.stack();
    long offset = Words.saturated(s, f.sp - 4);
    long cost = f.memory.cost(offset, 32);
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    f.memory.grow(offset, 32);
    Words.load(s, f.sp - 4, f.memory.bytes(), (int) offset);
    return Status.RUNNING;
  }

  /** MSTORE. */
  public static int mstore(Frame f) {
    long[] s = f.execution.stack();
    long offset = Words.saturated(s, f.sp - 4);
    long cost = f.memory.cost(offset, 32);
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    f.memory.grow(offset, 32);
    Words.store(s, f.sp - 8, f.memory.bytes(), (int) offset);
    f.sp -= 8;
    return Status.RUNNING;
  }

  static int mstore8(Frame f) {
    long[] s = f.execution.stack();
    long offset = Words.saturated(s, f.sp - 4);
    long cost = f.memory.cost(offset, 1);
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    f.memory.grow(offset, 1);
    f.memory.bytes()[(int) offset] = (byte) s[f.sp - 8];
    f.sp -= 8;
    return Status.RUNNING;
  }

  static int keccak(Frame f) {
    long[] s = f.execution.stack();
    long offset = Words.saturated(s, f.sp - 4);
    long length = Words.saturated(s, f.sp - 8);
    long cost = f.memory.cost(offset, length) + Rules.KECCAK_WORD * words(length);
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    f.memory.grow(offset, length);
    int start = length == 0 ? 0 : (int) offset;
    f.execution.keccak.digest(f.memory.bytes(), start, (int) length, s, f.sp - 8);
    f.sp -= 4;
    return Status.RUNNING;
  }

  /** CALLDATACOPY and CODECOPY: to, from, length. */
  static int copy(Frame f, byte[] source) {
    long[] s = f.execution.stack();
    long to = Words.saturated(s, f.sp - 4);
    long from = Words.saturated(s, f.sp - 8);
    long length = Words.saturated(s, f.sp - 12);
    long cost = f.memory.cost(to, length) + Rules.COPY_WORD * words(length);
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    f.memory.grow(to, length);
    f.memory.write(to, source, from, length);
    f.sp -= 12;
    return Status.RUNNING;
  }

  static int returnDataCopy(Frame f) {
    long[] s = f.execution.stack();
    long from = Words.saturated(s, f.sp - 8);
    long length = Words.saturated(s, f.sp - 12);
    if (from > f.returnData.length || length > f.returnData.length - from) {
      return f.fail(
          Failure.RETURN_DATA_OUT_OF_BOUNDS,
          length + " bytes from " + from + " of return data of " + f.returnData.length);
    }
    return copy(f, f.returnData);
  }

  static int mcopy(Frame f) {
    long[] s = f.execution.stack();
    long to = Words.saturated(s, f.sp - 4);
    long from = Words.saturated(s, f.sp - 8);
    long length = Words.saturated(s, f.sp - 12);
    long cost = f.memory.cost(Math.max(to, from), length) + Rules.COPY_WORD * words(length);
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    if (length > 0) {
      f.memory.grow(Math.max(to, from), length);
      byte[] bytes = f.memory.bytes();
      System.arraycopy(bytes, (int) from, bytes, (int) to, (int) length);
    }
    f.sp -= 12;
    return Status.RUNNING;
  }

  static int log(Frame f, int topics) {
    if (f.isStatic) {
      return Operations.staticViolation(f);
    }
    long[] s = f.execution.stack();
    long offset = Words.saturated(s, f.sp - 4);
    long length = Words.saturated(s, f.sp - 8);
    long cost =
        f.memory.cost(offset, length)
            + (length > Memory.MAX_SIZE ? Memory.UNPAYABLE : Rules.LOG_BYTE * length);
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    f.memory.grow(offset, length);
    Word[] words = new Word[topics];
    for (int i = 0; i < topics; i++) {
      words[i] = Words.get(s, f.sp - 12 - 4 * i);
    }
    Bytes data = Bytes.wrap(f.memory.copy(offset, length));
    f.execution.world.log(new Log(f.self, List.of(words), data));
    f.sp -= 8 + 4 * topics;
    return Status.RUNNING;
  }

  /** RETURN and REVERT. */
  static int end(Frame f, int status) {
    long[] s = f.execution.stack();
    long offset = Words.saturated(s, f.sp - 4);
    long length = Words.saturated(s, f.sp - 8);
    long cost = f.memory.cost(offset, length);
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    f.memory.grow(offset, length);
    f.output = f.memory.copy(offset, length);
    return status;
  }
}
