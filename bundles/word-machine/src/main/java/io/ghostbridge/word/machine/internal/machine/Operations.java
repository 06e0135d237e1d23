package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.internal.program.Op;
import io.ghostbridge.word.machine.internal.word.Powers;
import io.ghostbridge.word.machine.internal.word.Words;
import java.util.List;

/**
 * Instructions outside the interpreter's loop, on a frame whose registers are saved. Each charges
 * what depends on its operands before it changes anything, so that one that lacks gas can be tried
 * again. Compiled code calls them, too.
 */
public final class Operations {
  private Operations() {}

  /**
   * Carries out one instruction.
   *
   * @return one of {@link Status}
   */
  public static int run(int op, int argument, Frame f) {
    return switch (op) {
      case Op.STOP -> Status.RETURNED;
      case Op.EXP -> exp(f);
      case Op.KECCAK256 -> MemoryOperations.keccak(f);
      case Op.ADDRESS -> push(f, f.selfWord());
      case Op.BALANCE -> StateOperations.balance(f);
      case Op.ORIGIN -> push(f, f.execution.originWord());
      case Op.CALLER -> push(f, f.callerWord());
      case Op.CALLVALUE -> push(f, f.message.value());
      case Op.CALLDATASIZE -> push(f, f.input.length);
      case Op.CALLDATACOPY -> MemoryOperations.copy(f, f.input);
      case Op.CODESIZE -> push(f, f.program.code().size());
      case Op.CODECOPY -> MemoryOperations.copy(f, f.program.code().unsafeArray());
      case Op.GASPRICE -> push(f, f.execution.host.transaction().gasPrice());
      case Op.EXTCODESIZE -> StateOperations.codeSize(f);
      case Op.EXTCODECOPY -> StateOperations.codeCopy(f);
      case Op.RETURNDATASIZE -> push(f, f.returnData.length);
      case Op.RETURNDATACOPY -> MemoryOperations.returnDataCopy(f);
      case Op.EXTCODEHASH -> StateOperations.codeHash(f);
      case Op.BLOCKHASH -> StateOperations.blockHash(f);
      case Op.COINBASE,
          Op.TIMESTAMP,
          Op.NUMBER,
          Op.PREVRANDAO,
          Op.DIFFICULTY,
          Op.GASLIMIT,
          Op.CHAINID,
          Op.BASEFEE,
          Op.BLOBBASEFEE ->
          block(op, f);
      case Op.SELFBALANCE -> push(f, f.execution.world.balance(f.self));
      case Op.BLOBHASH -> blobHash(f);
      case Op.MLOAD -> MemoryOperations.mload(f);
      case Op.MSTORE -> MemoryOperations.mstore(f);
      case Op.MSTORE8 -> MemoryOperations.mstore8(f);
      case Op.SLOAD -> StateOperations.sload(f);
      case Op.SSTORE -> StateOperations.sstore(f);
      case Op.MSIZE -> push(f, f.memory.size());
      case Op.TLOAD -> StateOperations.tload(f);
      case Op.TSTORE -> StateOperations.tstore(f);
      case Op.MCOPY -> MemoryOperations.mcopy(f);
      case Op.LOG -> MemoryOperations.log(f, argument);
      case Op.CREATE, Op.CREATE2 -> CallOperations.create(f, op == Op.CREATE2);
      case Op.CALL, Op.CALLCODE, Op.DELEGATECALL, Op.STATICCALL -> CallOperations.call(f, op);
      case Op.RETURN -> MemoryOperations.end(f, Status.RETURNED);
      case Op.REVERT -> MemoryOperations.end(f, Status.REVERTED);
      case Op.SELFDESTRUCT -> StateOperations.selfDestruct(f);
      case Op.INVALID -> invalid(f);
      default -> NativeOperations.run(op, argument, f);
    };
  }

  static int push(Frame f, Word word) {
    Words.set(f.execution.stack(), f.sp, word);
    f.sp += 4;
    return Status.RUNNING;
  }

  static int push(Frame f, long value) {
    Words.set(f.execution.stack(), f.sp, value);
    f.sp += 4;
    return Status.RUNNING;
  }

  /** Whether {@code gas} does not pay {@code cost}, or nothing does. */
  static boolean isTooMuch(long cost, long gas) {
    return cost > gas || cost >= Memory.UNPAYABLE;
  }

  /** Takes {@code cost} from the frame's gas, or nothing if it does not suffice. */
  static boolean charge(Frame f, long cost) {
    if (isTooMuch(cost, f.gas)) {
      return false;
    }
    f.gas -= cost;
    return true;
  }

  static int outOfGas(Frame f, long cost) {
    return f.fail(
        Failure.OUT_OF_GAS,
        (cost >= Memory.UNPAYABLE ? "more is needed than any gas pays" : cost + " more is needed")
            + ", and "
            + f.gas
            + " is left");
  }

  static int staticViolation(Frame f) {
    return f.fail(Failure.STATIC_VIOLATION, "nothing may change within a static call");
  }

  private static int invalid(Frame f) {
    return f.fail(
        Failure.INVALID_INSTRUCTION,
        String.format(
            "0x%02x is no instruction under the rules of %s",
            f.program.number(f.instruction), f.execution.rules.fork));
  }

  /** The 32 bytes of call data from the word at {@code i} on; beyond its end are zeros. */
  public static void callDataLoad(byte[] input, long[] s, int i) {
    long offset = Words.saturated(s, i);
    if (offset <= input.length - 32) {
      Words.load(s, i, input, (int) offset);
      return;
    }
    byte[] padded = new byte[Word.SIZE];
    if (offset < input.length) {
      System.arraycopy(input, (int) offset, padded, 0, input.length - (int) offset);
    }
    Words.load(s, i, padded, 0);
  }

  private static int exp(Frame f) {
    long[] s = f.execution.stack();
    int b = f.sp - 8;
    long cost = (long) f.execution.rules.expByte * ((Words.bitLength(s, b) + 7) / 8);
    if (!charge(f, cost)) {
      return outOfGas(f, cost);
    }
    Powers.exp(s, b, f.execution.scratch);
    f.sp -= 4;
    return Status.RUNNING;
  }

  private static int block(int op, Frame f) {
    BlockContext block = f.execution.host.block();
    return switch (op) {
      case Op.COINBASE -> push(f, f.execution.coinbaseWord());
      case Op.TIMESTAMP -> push(f, block.timestamp());
      case Op.NUMBER -> push(f, block.number());
      case Op.PREVRANDAO -> push(f, block.prevRandao());
      case Op.DIFFICULTY -> push(f, block.difficulty());
      case Op.GASLIMIT -> push(f, block.gasLimit());
      case Op.CHAINID -> push(f, block.chainId());
      case Op.BASEFEE -> push(f, block.baseFee());
      default -> push(f, block.blobBaseFee());
    };
  }

  private static int blobHash(Frame f) {
    long[] s = f.execution.stack();
    List<io.ghostbridge.api.data.Hash> hashes = f.execution.host.transaction().blobHashes();
    long index = Words.saturated(s, f.sp - 4);
    Words.set(s, f.sp - 4, index < hashes.size() ? Word.of(hashes.get((int) index)) : Word.ZERO);
    return Status.RUNNING;
  }
}
