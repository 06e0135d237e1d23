package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.CallKind;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.internal.program.Op;
import io.ghostbridge.word.machine.internal.word.Words;

/** Calls and creations: what the calling side pays, and the message that results. */
final class CallOperations {
  private CallOperations() {}

  /** What a callee gets of what is left (EIP-150). */
  private static long allButOne64th(Frame f) {
    return f.execution.rules.tangerineWhistle ? f.gas - f.gas / 64 : f.gas;
  }

  static int create(Frame f, boolean salted) {
    if (f.isStatic) {
      return Operations.staticViolation(f);
    }
    Rules rules = f.execution.rules;
    long[] s = f.execution.stack();
    Word value = Words.get(s, f.sp - 4);
    long offset = Words.saturated(s, f.sp - 8);
    long length = Words.saturated(s, f.sp - 12);
    if (rules.shanghai && length > CodeRules.MAX_ANY_INIT_SIZE) {
      return f.fail(
          Failure.INIT_CODE_TOO_LARGE,
          "code that makes a contract has at most 49152 bytes (EIP-3860), not " + length);
    }
    long perWord = (rules.shanghai ? Rules.INIT_CODE_WORD : 0L) + (salted ? Rules.KECCAK_WORD : 0L);
    long cost = f.memory.cost(offset, length) + perWord * MemoryOperations.words(length);
    if (!Operations.charge(f, cost)) {
      return Operations.outOfGas(f, cost);
    }
    f.memory.grow(offset, length);
    Bytes code = Bytes.wrap(f.memory.copy(offset, length));
    if (rules.shanghai && code.size() > CodeRules.maxInitSize(code)) {
      return f.fail(Failure.INIT_CODE_TOO_LARGE, CodeRules.tooLargeToMake(code));
    }
    long gas = allButOne64th(f);
    f.gas -= gas;
    f.call =
        new Message(
            salted ? CallKind.CREATE2 : CallKind.CREATE,
            false,
            f.message.depth() + 1,
            gas,
            f.self,
            f.self,
            f.self,
            value,
            code,
            salted ? Words.get(s, f.sp - 16) : Word.ZERO);
    f.callOutputLength = 0;
    f.sp -= salted ? 16 : 12;
    return Status.CALLING;
  }

  static int call(Frame f, int op) {
    long[] s = f.execution.stack();
    boolean hasValue = op == Op.CALL || op == Op.CALLCODE;
    Address to = f.execution.addresses.at(s, f.sp - 8);
    Word value = hasValue ? Words.get(s, f.sp - 12) : Word.ZERO;
    if (op == Op.CALL && f.isStatic && !value.isZero()) {
      return Operations.staticViolation(f);
    }
    int i = f.sp - (hasValue ? 16 : 12);
    long inOffset = Words.saturated(s, i);
    long inLength = Words.saturated(s, i - 4);
    long outOffset = Words.saturated(s, i - 8);
    long outLength = Words.saturated(s, i - 12);
    long memory = Math.max(f.memory.cost(inOffset, inLength), f.memory.cost(outOffset, outLength));
    WorldState world = f.execution.world;
    int checkpoint = world.checkpoint();
    long cost = memory + cost(f, op, to, value);
    if (Operations.isTooMuch(cost, f.gas)) {
      world.revertTo(checkpoint);
      return Operations.outOfGas(f, cost);
    }
    long asked = Words.saturated(s, f.sp - 4);
    long available = f.gas - cost;
    long most = f.execution.rules.tangerineWhistle ? available - available / 64 : asked;
    long gas = Math.min(asked, most);
    if (gas > available) {
      world.revertTo(checkpoint);
      return Operations.outOfGas(f, gas > Memory.UNPAYABLE ? gas : cost + gas);
    }
    f.gas = available - gas;
    f.memory.grow(inOffset, inLength);
    f.memory.grow(outOffset, outLength);
    long stipend = value.isZero() ? 0 : Rules.CALL_STIPEND;
    f.call = message(f, op, to, value, gas + stipend, f.memory.copy(inOffset, inLength));
    f.callOutput = outLength == 0 ? 0 : (int) outOffset;
    f.callOutputLength = (int) outLength;
    f.sp = i - 12;
    return Status.CALLING;
  }

  /** What the call costs beside its static gas, memory and the callee's gas. */
  private static long cost(Frame f, int op, Address to, Word value) {
    Rules rules = f.execution.rules;
    WorldState world = f.execution.world;
    long cost = StateOperations.accessCost(f, to);
    if (rules.prague) {
      Address delegate = Delegation.target(world.code(to));
      if (delegate != null) {
        cost += StateOperations.accessCost(f, delegate);
      }
    }
    if (!value.isZero()) {
      cost += Rules.CALL_VALUE;
    }
    if (op == Op.CALL) {
      boolean makesAccount =
          rules.spuriousDragon ? !value.isZero() && world.isEmpty(to) : !world.exists(to);
      cost += makesAccount ? Rules.NEW_ACCOUNT : 0;
    }
    return cost;
  }

  private static Message message(Frame f, int op, Address to, Word value, long gas, byte[] input) {
    int depth = f.message.depth() + 1;
    Bytes data = Bytes.wrap(input);
    return switch (op) {
      case Op.CALL ->
          new Message(
              CallKind.CALL, f.isStatic, depth, gas, f.self, to, to, value, data, Word.ZERO);
      case Op.CALLCODE ->
          new Message(
              CallKind.CALLCODE,
              f.isStatic,
              depth,
              gas,
              f.self,
              f.self,
              to,
              value,
              data,
              Word.ZERO);
      case Op.DELEGATECALL ->
          new Message(
              CallKind.DELEGATECALL,
              f.isStatic,
              depth,
              gas,
              f.message.caller(),
              f.self,
              to,
              f.message.value(),
              data,
              Word.ZERO);
      default ->
          new Message(
              CallKind.STATICCALL, true, depth, gas, f.self, to, to, Word.ZERO, data, Word.ZERO);
    };
  }
}
