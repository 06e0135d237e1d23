package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.internal.word.Words;

/** Instructions on the world's state. */
public final class StateOperations {
  private static final int BLOCK_HASHES = 256;

  private StateOperations() {}

  /**
   * What access to the account costs from Berlin on (EIP-2929), where the account is cold; before,
   * the instruction's static gas is all. It becomes warm only where the gas suffices, which is not
   * observable otherwise.
   */
  static long accessCost(Frame f, Address address) {
    if (!f.execution.rules.berlin) {
      return 0;
    }
    return f.execution.world.warm(address) ? Rules.WARM_ACCESS : Rules.COLD_ACCOUNT;
  }

  /** Charges for access to an account; a cold one that is not paid stays cold. */
  private static boolean access(Frame f, Address address) {
    if (!f.execution.rules.berlin) {
      return true;
    }
    WorldState world = f.execution.world;
    int checkpoint = world.checkpoint();
    long cost = accessCost(f, address);
    if (Operations.charge(f, cost)) {
      return true;
    }
    world.revertTo(checkpoint);
    Operations.outOfGas(f, cost);
    return false;
  }

  private static Address address(Frame f) {
    return f.execution.addresses.at(f.execution.stack(), f.sp - 4);
  }

  static int balance(Frame f) {
    Address address = address(f);
    if (!access(f, address)) {
      return Status.FAILED;
    }
    Words.set(f.execution.stack(), f.sp - 4, f.execution.world.balance(address));
    return Status.RUNNING;
  }

  static int codeSize(Frame f) {
    Address address = address(f);
    if (!access(f, address)) {
      return Status.FAILED;
    }
    Words.set(f.execution.stack(), f.sp - 4, f.execution.world.code(address).size());
    return Status.RUNNING;
  }

  static int codeHash(Frame f) {
    Address address = address(f);
    if (!access(f, address)) {
      return Status.FAILED;
    }
    WorldState world = f.execution.world;
    Words.set(
        f.execution.stack(),
        f.sp - 4,
        world.isEmpty(address) ? Word.ZERO : Word.of(world.codeHash(address)));
    return Status.RUNNING;
  }

  static int codeCopy(Frame f) {
    Address address = address(f);
    WorldState world = f.execution.world;
    int checkpoint = world.checkpoint();
    long access = accessCost(f, address);
    if (access > f.gas) {
      world.revertTo(checkpoint);
      return Operations.outOfGas(f, access);
    }
    f.gas -= access;
    f.sp -= 4;
    int status = MemoryOperations.copy(f, world.code(address).unsafeArray());
    if (status == Status.FAILED) {
      f.sp += 4;
      f.gas += access;
      world.revertTo(checkpoint);
    }
    return status;
  }

  static int blockHash(Frame f) {
    long[] s = f.execution.stack();
    long current = f.execution.host.block().number();
    long number = Words.saturated(s, f.sp - 4);
    boolean known = number < current && current - number <= BLOCK_HASHES;
    Words.set(s, f.sp - 4, known ? f.execution.host.blockHash(number) : Word.ZERO);
    return Status.RUNNING;
  }

  static int sload(Frame f) {
    long[] s = f.execution.stack();
    WorldState world = f.execution.world;
    Word key = Words.get(s, f.sp - 4);
    if (f.execution.rules.berlin) {
      int checkpoint = world.checkpoint();
      long cost = world.warm(f.self, key) ? Rules.WARM_ACCESS : Rules.COLD_SLOT;
      if (!Operations.charge(f, cost)) {
        world.revertTo(checkpoint);
        return Operations.outOfGas(f, cost);
      }
    }
    Words.set(s, f.sp - 4, world.storage(f.self, key));
    return Status.RUNNING;
  }

  static int tload(Frame f) {
    long[] s = f.execution.stack();
    Words.set(s, f.sp - 4, f.execution.world.transientStorage(f.self, Words.get(s, f.sp - 4)));
    return Status.RUNNING;
  }

  static int tstore(Frame f) {
    if (f.isStatic) {
      return Operations.staticViolation(f);
    }
    long[] s = f.execution.stack();
    f.execution.world.setTransientStorage(f.self, Words.get(s, f.sp - 4), Words.get(s, f.sp - 8));
    f.sp -= 8;
    return Status.RUNNING;
  }

  static int sstore(Frame f) {
    if (f.isStatic) {
      return Operations.staticViolation(f);
    }
    Rules rules = f.execution.rules;
    if (rules.istanbul && f.gas <= Rules.CALL_STIPEND) {
      return f.fail(
          Failure.OUT_OF_GAS,
          "SSTORE needs more than the 2300 of a call's stipend (EIP-2200), and "
              + f.gas
              + " is left");
    }
    long[] s = f.execution.stack();
    WorldState world = f.execution.world;
    Word key = Words.get(s, f.sp - 4);
    Word value = Words.get(s, f.sp - 8);
    int checkpoint = world.checkpoint();
    boolean cold = rules.berlin && !world.warm(f.self, key);
    Word current = world.storage(f.self, key);
    StorageCost cost =
        rules.istanbul || rules.constantinople
            ? StorageCost.net(rules, cold, world.originalStorage(f.self, key), current, value)
            : StorageCost.gross(current, value);
    if (!Operations.charge(f, cost.gas())) {
      world.revertTo(checkpoint);
      return Operations.outOfGas(f, cost.gas());
    }
    world.setStorage(f.self, key, value);
    if (cost.refund() != 0) {
      world.addRefund(cost.refund());
    }
    f.sp -= 8;
    return Status.RUNNING;
  }

  static int selfDestruct(Frame f) {
    if (f.isStatic) {
      return Operations.staticViolation(f);
    }
    Rules rules = f.execution.rules;
    WorldState world = f.execution.world;
    Address beneficiary = address(f);
    Word balance = world.balance(f.self);
    long cost = 0;
    if (rules.tangerineWhistle) {
      boolean makesAccount =
          rules.spuriousDragon
              ? !balance.isZero() && world.isEmpty(beneficiary)
              : !world.exists(beneficiary);
      cost = makesAccount ? Rules.NEW_ACCOUNT : 0;
    }
    int checkpoint = world.checkpoint();
    if (rules.berlin && !world.warm(beneficiary)) {
      cost += Rules.COLD_ACCOUNT;
    }
    if (!Operations.charge(f, cost)) {
      world.revertTo(checkpoint);
      return Operations.outOfGas(f, cost);
    }
    Tracing tracing = f.execution.tracing();
    if (tracing != null) {
      tracing.selfDestruct(f.self, beneficiary, balance);
    }
    // From Cancun on, only a contract made in this transaction goes (EIP-6780).
    boolean goes = !rules.cancun || world.createdInTransaction(f.self);
    if (!beneficiary.equals(f.self)) {
      world.transfer(f.self, beneficiary, balance);
    } else if (goes) {
      world.setBalance(f.self, Word.ZERO);
    }
    if (goes && world.selfDestruct(f.self) && !rules.london) {
      world.addRefund(24_000);
    }
    return Status.RETURNED;
  }
}
