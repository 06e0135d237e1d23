package io.ghostbridge.evm.internal.transaction;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ContractTransaction.AccessListEntry;
import io.ghostbridge.api.vm.Fork;

/**
 * What a transaction costs before its call starts (Yellow Paper, section 6.2; EIP-2028, 2930, 3860,
 * 7702), and the least that it costs with its call (EIP-7623).
 *
 * @param gas before the call
 * @param floor with the call; 0 before Prague
 */
record IntrinsicGas(long gas, long floor) {
  private static final int TRANSACTION = 21_000;
  private static final int CREATION = 32_000;
  private static final int ZERO_BYTE = 4;
  private static final int ACCESS_LIST_ADDRESS = 2400;
  private static final int ACCESS_LIST_KEY = 1900;
  private static final int INIT_CODE_WORD = 2;
  private static final int AUTHORIZATION = 25_000;
  private static final int FLOOR_TOKEN = 10;

  static IntrinsicGas of(ContractTransaction transaction, Fork fork) {
    long nonZero = nonZeroBytes(transaction.input());
    long zero = transaction.input().size() - nonZero;
    long perNonZero = fork.isAtLeast(Fork.ISTANBUL) ? 16 : 68;
    long gas = TRANSACTION + ZERO_BYTE * zero + perNonZero * nonZero;
    if (transaction.to().isEmpty()) {
      gas += fork.isAtLeast(Fork.HOMESTEAD) ? CREATION : 0;
      long words = (transaction.input().size() + 31L) / 32;
      gas += fork.isAtLeast(Fork.SHANGHAI) ? INIT_CODE_WORD * words : 0;
    }
    for (AccessListEntry entry : transaction.accessList()) {
      gas += ACCESS_LIST_ADDRESS + (long) ACCESS_LIST_KEY * entry.storageKeys().size();
    }
    gas += (long) AUTHORIZATION * transaction.authorizations().size();
    long tokens = zero + 4 * nonZero;
    long floor = fork.isAtLeast(Fork.PRAGUE) ? TRANSACTION + FLOOR_TOKEN * tokens : 0;
    return new IntrinsicGas(gas, floor);
  }

  private static long nonZeroBytes(Bytes input) {
    long count = 0;
    for (byte each : input.unsafeArray()) {
      count += each == 0 ? 0 : 1;
    }
    return count;
  }

  /** The smallest gas limit that the transaction may have. */
  long minimum() {
    return Math.max(gas, floor);
  }
}
