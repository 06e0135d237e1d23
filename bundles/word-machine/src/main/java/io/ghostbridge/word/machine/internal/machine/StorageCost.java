package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.vm.Word;

/**
 * What SSTORE costs and refunds.
 *
 * @param gas the cost
 * @param refund what the refund counter gains; negative where it loses
 */
record StorageCost(long gas, long refund) {
  private static final int SET = 20_000;
  private static final int RESET = 5000;

  /** The Yellow Paper's, before net metering and in Petersburg. */
  static StorageCost gross(Word current, Word value) {
    boolean sets = current.isZero() && !value.isZero();
    boolean clears = !current.isZero() && value.isZero();
    return new StorageCost(sets ? SET : RESET, clears ? 15_000 : 0);
  }

  /** EIP-1283, EIP-2200, EIP-2929 and EIP-3529. */
  static StorageCost net(Rules rules, boolean cold, Word original, Word current, Word value) {
    long read = rules.berlin ? Rules.WARM_ACCESS : rules.istanbul ? 800 : 200;
    long reset = rules.berlin ? RESET - Rules.COLD_SLOT : RESET;
    long clearing = rules.london ? 4800 : 15_000;
    long access = cold ? Rules.COLD_SLOT : 0;
    if (current.equals(value)) {
      return new StorageCost(access + read, 0);
    }
    if (original.equals(current)) {
      if (original.isZero()) {
        return new StorageCost(access + SET, 0);
      }
      return new StorageCost(access + reset, value.isZero() ? clearing : 0);
    }
    long refund = 0;
    if (!original.isZero()) {
      if (current.isZero()) {
        refund -= clearing;
      }
      if (value.isZero()) {
        refund += clearing;
      }
    }
    if (original.equals(value)) {
      refund += (original.isZero() ? SET : reset) - read;
    }
    return new StorageCost(access + read, refund);
  }
}
