package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.CallKind;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Word;
import java.util.Map;

/** Calls of contracts of any format, transfers and creations. */
final class OtherContracts {
  private static final int DELEGATION_SIZE = 23;

  private OtherContracts() {}

  static void addTo(Map<String, HostCall> calls) {
    calls.put(
        "return_data_copy",
        (call, args) -> {
          call.copy(call.returnData(), args[0], args[1], args[2]);
          return 0;
        });
    calls.put("return_data_size", (call, args) -> call.returnData().size());
    calls.put(
        "call",
        (call, args) ->
            call(
                call,
                CallKind.CALL,
                args[0],
                call.memory().address(args[1]),
                call.memory().word(args[2]),
                input(call, args[3], args[4])));
    calls.put(
        "static_call",
        (call, args) ->
            call(
                call,
                CallKind.STATICCALL,
                args[0],
                call.memory().address(args[1]),
                Word.ZERO,
                input(call, args[2], args[3])));
    calls.put(
        "delegate_call",
        (call, args) ->
            call(
                call,
                CallKind.DELEGATECALL,
                args[0],
                call.memory().address(args[1]),
                call.message().value(),
                input(call, args[2], args[3])));
    calls.put(
        "transfer",
        (call, args) ->
            call(
                call,
                CallKind.CALL,
                0,
                call.memory().address(args[0]),
                call.memory().word(args[1]),
                Bytes.EMPTY));
    calls.put(
        "create",
        (call, args) ->
            create(call, CallKind.CREATE, args[0], args[1], args[2], Word.ZERO, args[3]));
    calls.put(
        "create2",
        (call, args) ->
            create(
                call,
                CallKind.CREATE2,
                args[0],
                args[1],
                args[2],
                call.memory().word(args[3]),
                args[4]));
  }

  private static Bytes input(ContractCall call, long pointer, long length) {
    call.gas().charge(Prices.copy(length));
    return call.memory().bytes(pointer, length);
  }

  private static long call(
      ContractCall call, CallKind kind, long gas, Address target, Word value, Bytes input) {
    boolean transfers = kind == CallKind.CALL && !value.isZero();
    if (transfers) {
      call.requireMutable("a transfer of value");
    }
    call.chargeAccess(target);
    chargeDelegation(call, target);
    if (transfers) {
      boolean isNew = call.world().isEmpty(target);
      call.gas().charge(Prices.CALL_VALUE + (isNew ? Prices.NEW_ACCOUNT : 0));
    }
    long most = allButOne64th(call.gas().left());
    long handed = gas < 0 || gas > most ? most : gas;
    call.gas().charge(handed);
    boolean own = kind == CallKind.DELEGATECALL;
    Message message =
        new Message(
            kind,
            call.message().isStatic() || kind == CallKind.STATICCALL,
            call.message().depth() + 1,
            handed + (transfers ? Prices.CALL_STIPEND : 0),
            own ? call.message().caller() : call.self(),
            own ? call.self() : target,
            target,
            value,
            input,
            Word.ZERO);
    return finish(call, call.host().call(message));
  }

  /** An account that runs another's code makes that an access, too (EIP-7702). */
  private static void chargeDelegation(ContractCall call, Address target) {
    Bytes code = call.world().code(target);
    if (code.size() == DELEGATION_SIZE
        && (code.get(0) & 0xff) == 0xef
        && code.get(1) == 1
        && code.get(2) == 0) {
      byte[] delegate = new byte[Address.SIZE];
      System.arraycopy(
          code.unsafeArray(), DELEGATION_SIZE - Address.SIZE, delegate, 0, Address.SIZE);
      call.chargeAccess(Address.wrap(delegate));
    }
  }

  private static long create(
      ContractCall call,
      CallKind kind,
      long valuePointer,
      long codePointer,
      long codeLength,
      Word salt,
      long addressPointer) {
    call.requireMutable("a creation");
    long words = Prices.words(codeLength);
    call.gas()
        .charge(
            Prices.CREATE
                + words * Prices.INIT_CODE_WORD
                + (kind == CallKind.CREATE2 ? words * Prices.KECCAK_WORD : 0));
    Word value = call.memory().word(valuePointer);
    Bytes code = call.memory().bytes(codePointer, codeLength);
    call.memory().requireRoom(addressPointer, Address.SIZE);
    long handed = allButOne64th(call.gas().left());
    call.gas().charge(handed);
    ExecutionResult result =
        call.host()
            .call(
                new Message(
                    kind,
                    false,
                    call.message().depth() + 1,
                    handed,
                    call.self(),
                    call.self(),
                    call.self(),
                    value,
                    code,
                    salt));
    long status = finish(call, result);
    if (result.succeeded()) {
      call.setReturnData(Bytes.EMPTY);
      call.memory().write(addressPointer, result.output().unsafeArray());
    }
    return status;
  }

  /** EIP-150. */
  private static long allButOne64th(long gas) {
    return gas - gas / 64;
  }

  private static long finish(ContractCall call, ExecutionResult result) {
    call.gas().giveBack(result.gasLeft());
    call.setReturnData(result.output());
    return switch (result.status()) {
      case SUCCESS -> 0;
      case REVERTED -> 1;
      case FAILED -> 2;
    };
  }
}
