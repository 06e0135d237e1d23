package io.ghostbridge.wasm.internal.host;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Storage, balances and events. */
final class StateCalls {
  private StateCalls() {}

  static void addTo(Map<String, HostCall> calls) {
    calls.put("storage_read", StateCalls::storageRead);
    calls.put("storage_write", StateCalls::storageWrite);
    calls.put("transient_read", StateCalls::transientRead);
    calls.put("transient_write", StateCalls::transientWrite);
    calls.put("balance", StateCalls::balance);
    calls.put("log", StateCalls::log);
  }

  private static long storageRead(ContractCall call, long[] args) {
    Word key = call.memory().word(args[0]);
    boolean warm = call.world().warm(call.self(), key);
    call.gas().charge(warm ? Prices.WARM_ACCESS : Prices.COLD_SLOT);
    call.write(args[1], call.world().storage(call.self(), key));
    return 0;
  }

  private static long storageWrite(ContractCall call, long[] args) {
    call.requireMutable("storage_write");
    if (call.gas().left() <= Prices.SLOT_SENTRY) {
      throw new ContractFailure(
          Failure.OUT_OF_GAS,
          "storage_write needs more than " + Prices.SLOT_SENTRY + " gas left (EIP-2200)");
    }
    WorldState world = call.world();
    Address self = call.self();
    Word key = call.memory().word(args[0]);
    Word value = call.memory().word(args[1]);
    long access = world.warm(self, key) ? 0 : Prices.COLD_SLOT;
    Word current = world.storage(self, key);
    if (value.equals(current)) {
      call.gas().charge(access + Prices.WARM_ACCESS);
      return 0;
    }
    Word original = world.originalStorage(self, key);
    call.gas().charge(access + writeGas(original, current));
    long refund = refund(original, current, value);
    if (refund != 0) {
      world.addRefund(refund);
    }
    world.setStorage(self, key, value);
    return 0;
  }

  private static long writeGas(Word original, Word current) {
    if (!current.equals(original)) {
      return Prices.WARM_ACCESS;
    }
    return original.isZero() ? Prices.SET_SLOT : Prices.RESET_SLOT;
  }

  /** EIP-3529 on EIP-2200, for a value that is not the current one. */
  private static long refund(Word original, Word current, Word value) {
    if (current.equals(original)) {
      return !original.isZero() && value.isZero() ? Prices.CLEAR_REFUND : 0;
    }
    long refund = 0;
    if (!original.isZero()) {
      if (current.isZero()) {
        refund -= Prices.CLEAR_REFUND;
      } else if (value.isZero()) {
        refund += Prices.CLEAR_REFUND;
      }
    }
    if (value.equals(original)) {
      refund += (original.isZero() ? Prices.SET_SLOT : Prices.RESET_SLOT) - Prices.WARM_ACCESS;
    }
    return refund;
  }

  private static long transientRead(ContractCall call, long[] args) {
    call.gas().charge(Prices.TRANSIENT);
    Word key = call.memory().word(args[0]);
    call.write(args[1], call.world().transientStorage(call.self(), key));
    return 0;
  }

  private static long transientWrite(ContractCall call, long[] args) {
    call.requireMutable("transient_write");
    call.gas().charge(Prices.TRANSIENT);
    Word key = call.memory().word(args[0]);
    call.world().setTransientStorage(call.self(), key, call.memory().word(args[1]));
    return 0;
  }

  private static long balance(ContractCall call, long[] args) {
    Address address = call.memory().address(args[0]);
    call.chargeAccess(address);
    call.write(args[1], call.world().balance(address));
    return 0;
  }

  private static long log(ContractCall call, long[] args) {
    call.requireMutable("log");
    int count = (int) args[1];
    if (Integer.compareUnsigned(count, Log.MAX_TOPICS) > 0) {
      throw new ContractFailure(
          Failure.TRAP,
          "a log has at most "
              + Log.MAX_TOPICS
              + " topics, not "
              + Integer.toUnsignedString(count));
    }
    long length = args[3] & 0xffff_ffffL;
    call.gas().charge(Prices.LOG + count * Prices.LOG_TOPIC + length * Prices.LOG_BYTE);
    byte[] words = call.memory().read(args[0], (long) count * Word.SIZE);
    List<Word> topics = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      topics.add(Word.read(words, i * Word.SIZE));
    }
    call.world().log(new Log(call.self(), topics, call.memory().bytes(args[2], length)));
    return 0;
  }
}
