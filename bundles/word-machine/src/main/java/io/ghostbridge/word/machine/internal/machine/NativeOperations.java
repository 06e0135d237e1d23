package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.HostFunction;
import io.ghostbridge.api.vm.UnsupportedHostCallException;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.NativeFunctions;
import io.ghostbridge.word.machine.NativeFunctions.Scheme;
import io.ghostbridge.word.machine.internal.program.Op;
import io.ghostbridge.word.machine.internal.word.Words;
import java.util.List;

/**
 * ZVM's own instructions. Digests take offset and length in memory, and leave the digest as a word.
 * What a digest costs a word of its input is a fifth of its base cost, as KECCAK256's is.
 */
final class NativeOperations {
  private static final int SHA256_WORD = 12;
  private static final int RIPEMD160_WORD = 120;
  private static final int BLAKE2B_WORD = 6;
  private static final int VERIFY_WORD = 6;

  /** In the order of their instructions. */
  private static final List<HostFunction> HOST_FUNCTIONS = List.of(HostFunction.values());

  private static final List<Scheme> SCHEMES = List.of(Scheme.values());

  private NativeOperations() {}

  static int run(int op, int argument, Frame f) {
    return switch (op) {
      case Op.SHA256 -> digest(f, op, SHA256_WORD);
      case Op.RIPEMD160 -> digest(f, op, RIPEMD160_WORD);
      case Op.BLAKE2B -> digest(f, op, BLAKE2B_WORD);
      case Op.TABLEHASH -> tableHash(f);
      case Op.HOSTCALL -> hostCall(f, HOST_FUNCTIONS.get(argument));
      case Op.PQ_VERIFY -> verify(f, SCHEMES.get(argument));
      case Op.PQ_KEYGEN -> publicKey(f);
      default ->
          f.fail(
              Failure.INVALID_INSTRUCTION, "0x" + Integer.toHexString(op) + " is no instruction");
    };
  }

  private static NativeFunctions functions(Frame f) {
    NativeFunctions functions = f.execution.functions;
    if (functions == null) {
      throw new IllegalStateException("a machine of native bytecode has native functions");
    }
    return functions;
  }

  /** Pays for a slice of memory, and {@code perWord} for each of its words. */
  private static boolean pay(Frame f, long offset, long length, long perWord) {
    long cost = f.memory.cost(offset, length) + perWord * MemoryOperations.words(length);
    if (!Operations.charge(f, cost)) {
      Operations.outOfGas(f, cost);
      return false;
    }
    f.memory.grow(offset, length);
    return true;
  }

  private static int digest(Frame f, int op, int perWord) {
    long[] s = f.execution.stack();
    long offset = Words.saturated(s, f.sp - 4);
    long length = Words.saturated(s, f.sp - 8);
    if (!pay(f, offset, length, perWord)) {
      return Status.FAILED;
    }
    byte[] memory = f.memory.bytes();
    int start = length == 0 ? 0 : (int) offset;
    NativeFunctions functions = functions(f);
    byte[] digest =
        switch (op) {
          case Op.SHA256 -> functions.sha256(memory, start, (int) length);
          case Op.RIPEMD160 -> functions.ripemd160(memory, start, (int) length);
          default -> functions.blake2b(memory, start, (int) length);
        };
    Words.set(s, f.sp - 8, Word.fromBytes(digest));
    f.sp -= 4;
    return Status.RUNNING;
  }

  /**
   * The storage key of an entry of a table: Keccak-256 of the table's number and the entry's key, a
   * word each, the key on top of the stack.
   */
  private static int tableHash(Frame f) {
    long[] s = f.execution.stack();
    byte[] text = new byte[2 * Word.SIZE];
    Words.store(s, f.sp - 4, text, 0);
    Words.store(s, f.sp - 8, text, Word.SIZE);
    f.execution.keccak.digest(text, 0, text.length, s, f.sp - 8);
    f.sp -= 4;
    return Status.RUNNING;
  }

  /** Takes offset and length of the input, offset and length of the output's place. */
  private static int hostCall(Frame f, HostFunction function) {
    long[] s = f.execution.stack();
    long inOffset = Words.saturated(s, f.sp - 4);
    long inLength = Words.saturated(s, f.sp - 8);
    long outOffset = Words.saturated(s, f.sp - 12);
    long outLength = Words.saturated(s, f.sp - 16);
    long cost = Math.max(f.memory.cost(inOffset, inLength), f.memory.cost(outOffset, outLength));
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    f.memory.grow(inOffset, inLength);
    f.memory.grow(outOffset, outLength);
    try {
      byte[] output =
          f.execution
              .host
              .hostCall(function, f.self, Bytes.wrap(f.memory.copy(inOffset, inLength)))
              .unsafeArray();
      f.returnData = output;
      f.memory.write(outOffset, output, 0, Math.min(outLength, output.length));
      Words.set(s, f.sp - 16, 1);
      f.sp -= 12;
      return Status.RUNNING;
    } catch (UnsupportedHostCallException e) {
      return f.fail(Failure.UNSUPPORTED_HOST_CALL, String.valueOf(e.getMessage()));
    }
  }

  /** Takes offset and length of public key, message and signature; leaves 1 or 0. */
  private static int verify(Frame f, Scheme scheme) {
    long[] s = f.execution.stack();
    long total = 0;
    long cost = 0;
    for (int i = 0; i < 3; i++) {
      long offset = Words.saturated(s, f.sp - 4 - 8 * i);
      long length = Words.saturated(s, f.sp - 8 - 8 * i);
      cost = Math.max(cost, f.memory.cost(offset, length));
      total += MemoryOperations.words(length);
    }
    cost += VERIFY_WORD * total;
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    byte[][] parts = new byte[3][];
    for (int i = 0; i < 3; i++) {
      long offset = Words.saturated(s, f.sp - 4 - 8 * i);
      long length = Words.saturated(s, f.sp - 8 - 8 * i);
      f.memory.grow(offset, length);
      parts[i] = f.memory.copy(offset, length);
    }
    try {
      boolean right = functions(f).verify(scheme, parts[0], parts[1], parts[2]);
      Words.set(s, f.sp - 24, right ? 1 : 0);
      f.sp -= 20;
      return Status.RUNNING;
    } catch (UnsupportedOperationException e) {
      return f.fail(Failure.UNSUPPORTED_HOST_CALL, String.valueOf(e.getMessage()));
    }
  }

  /** Takes the offset of a 32-byte seed and the offset for the public key; leaves its length. */
  private static int publicKey(Frame f) {
    long[] s = f.execution.stack();
    long seedOffset = Words.saturated(s, f.sp - 4);
    long keyOffset = Words.saturated(s, f.sp - 8);
    if (!pay(f, seedOffset, Word.SIZE, 0)) {
      return Status.FAILED;
    }
    byte[] key;
    try {
      key = functions(f).publicKey(f.memory.copy(seedOffset, Word.SIZE));
    } catch (UnsupportedOperationException e) {
      return f.fail(Failure.UNSUPPORTED_HOST_CALL, String.valueOf(e.getMessage()));
    }
    if (!pay(f, keyOffset, key.length, 0)) {
      return Status.FAILED;
    }
    f.memory.write(keyOffset, key, 0, key.length);
    Words.set(s, f.sp - 8, key.length);
    f.sp -= 4;
    return Status.RUNNING;
  }
}
