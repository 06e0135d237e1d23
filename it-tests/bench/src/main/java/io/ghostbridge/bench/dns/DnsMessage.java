package io.ghostbridge.bench.dns;

import com.google.common.base.Splitter;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A query for an A record, and what is to be seen in its answer (RFC 1035, section 4). */
public final class DnsMessage {
  private static final int HEADER = 12;
  private static final int TYPE_A = 1;
  private static final int CLASS_IN = 1;
  private static final int RESPONSE = 0x8000;
  private static final int RCODE = 0x000f;
  private static final int POINTER = 0xc0;

  private DnsMessage() {}

  /** A query for the A records of {@code name}, which has no final dot. */
  public static byte[] query(int id, String name) {
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    for (String label : Splitter.on('.').split(name)) {
      byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
      labels.write(bytes.length);
      labels.writeBytes(bytes);
    }
    labels.write(0);
    return ByteBuffer.allocate(HEADER + labels.size() + 4)
        .putShort((short) id)
        .putShort((short) 0)
        .putShort((short) 1)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .put(labels.toByteArray())
        .putShort((short) TYPE_A)
        .putShort((short) CLASS_IN)
        .array();
  }

  /**
   * The address in an answer to {@code id} whose one answer record is of type A; empty for any
   * other message.
   */
  public static Optional<String> address(int id, ByteBuffer message) {
    try {
      int gotId = message.getShort() & 0xffff;
      int flags = message.getShort();
      int questions = message.getShort();
      int answers = message.getShort();
      message.position(HEADER);
      if (gotId != id
          || (flags & RESPONSE) == 0
          || (flags & RCODE) != 0
          || questions != 1
          || answers != 1) {
        return Optional.empty();
      }
      skipName(message);
      message.getInt();
      skipName(message);
      int type = message.getShort();
      message.getShort();
      message.getInt();
      int length = message.getShort();
      return type == TYPE_A && length == 4 ? Optional.of(dotted(message)) : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void skipName(ByteBuffer message) {
    while (true) {
      int length = message.get() & 0xff;
      if (length == 0) {
        return;
      }
      if ((length & POINTER) == POINTER) {
        message.get();
        return;
      }
      message.position(message.position() + length);
    }
  }

  private static String dotted(ByteBuffer message) {
    return (message.get() & 0xff)
        + "."
        + (message.get() & 0xff)
        + "."
        + (message.get() & 0xff)
        + "."
        + (message.get() & 0xff);
  }
}
