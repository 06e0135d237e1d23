package io.ghostbridge.bench.chain;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;

/** The accounts of the ledger's benchmark: the first ones can sign, the others only receive. */
final class Accounts {
  private static final int ADDRESS_LENGTH = 20;

  /** Spreads consecutive numbers over all addresses (the increment of SplitMix64). */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private Accounts() {}

  /** The address of account {@code number}. */
  static ByteString address(int number) {
    if (number < Transfers.SENDERS) {
      return ChainKey.ofNumber(number).address();
    }
    byte[] address =
        ByteBuffer.allocate(ADDRESS_LENGTH)
            .putLong(number * SPREAD)
            .putLong(~number * SPREAD)
            .putInt(number)
            .array();
    return ByteString.copyFrom(address);
  }
}
