package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import java.nio.ByteBuffer;

/** Where a transaction is: its block's height and its index there. */
public record TransactionPlace(long height, int index) {
  static TransactionPlace decode(Bytes stored) {
    ByteBuffer in = ByteBuffer.wrap(stored.unsafeArray());
    return new TransactionPlace(in.getLong(), in.getInt());
  }

  Bytes encode() {
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(height).putInt(index).array());
  }
}
