package io.ghostbridge.ethereum.transaction;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;

/**
 * The bloom filter of events: 2,048 bits, three of which each address and topic sets (Yellow Paper,
 * section 4.4.1). Not thread-safe.
 */
public final class LogsBloom {
  /** The number of bytes. */
  public static final int SIZE = 256;

  private final byte[] bits;
  private final Keccak keccak = new Keccak();

  /** A filter of no events. */
  public LogsBloom() {
    this.bits = new byte[SIZE];
  }

  private LogsBloom(byte[] bits) {
    this.bits = bits;
  }

  /**
   * A filter with the bits of {@code bloom}.
   *
   * @throws IllegalArgumentException if they are not 256 bytes
   */
  public static LogsBloom of(Bytes bloom) {
    if (bloom.size() != SIZE) {
      throw new IllegalArgumentException("a bloom has 256 bytes, not " + bloom.size());
    }
    return new LogsBloom(bloom.toByteArray());
  }

  /** Adds an event's address and topics. */
  public LogsBloom add(Log log) {
    add(log.address().bytes());
    for (Word topic : log.topics()) {
      add(Bytes.wrap(topic.toBytes()));
    }
    return this;
  }

  private void add(Bytes value) {
    byte[] hash = keccak.digest(value.unsafeArray());
    for (int i = 0; i < 6; i += 2) {
      int bit = ((hash[i] & 7) << 8) | (hash[i + 1] & 0xff);
      bits[SIZE - 1 - bit / 8] |= (byte) (1 << (bit % 8));
    }
  }

  /** Whether {@code value}, an address or a topic, may be in one of the events. */
  public boolean mayContain(Bytes value) {
    byte[] hash = keccak.digest(value.unsafeArray());
    for (int i = 0; i < 6; i += 2) {
      int bit = ((hash[i] & 7) << 8) | (hash[i + 1] & 0xff);
      if ((bits[SIZE - 1 - bit / 8] & (1 << (bit % 8))) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The 256 bytes. */
  public Bytes toBytes() {
    return Bytes.wrap(bits.clone());
  }
}
