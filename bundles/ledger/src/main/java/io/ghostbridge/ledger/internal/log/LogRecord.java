package io.ghostbridge.ledger.internal.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A block's record in a segment, big-endian:
 *
 * <pre>
 *   0  magic "GBLK"
 *   4  length of the payload
 *   8  height
 *  16  CRC-32C of length, height and payload
 *  20  payload: a serialized ghost.ledger.v1.SignedBlock
 *   …  trailer "KLBG"
 * </pre>
 *
 * <p>The trailer tells a write that was cut short, where it is missing or zero, from damage.
 */
final class LogRecord {
  static final int MAGIC = 0x47424c4b;
  static final int TRAILER = 0x4b4c4247;
  static final int HEADER_BYTES = 20;
  static final int TRAILER_BYTES = 4;

  /** Far above what a block can have; a length beyond it is damage. */
  static final int MAX_PAYLOAD_BYTES = 256 << 20;

  private LogRecord() {}

  static int bytes(int payload) {
    return HEADER_BYTES + payload + TRAILER_BYTES;
  }

  static ByteBuffer encode(long height, byte[] payload) {
    ByteBuffer record = ByteBuffer.allocate(bytes(payload.length));
    record.putInt(MAGIC).putInt(payload.length).putLong(height);
    record.putInt(checksum(payload.length, height, ByteBuffer.wrap(payload)));
    return record.put(payload).putInt(TRAILER).flip();
  }

  static int checksum(int length, long height, ByteBuffer payload) {
    CRC32C crc = new CRC32C();
    ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + Long.BYTES);
    crc.update(head.putInt(length).putLong(height).flip());
    crc.update(payload);
    return (int) crc.getValue();
  }
}
