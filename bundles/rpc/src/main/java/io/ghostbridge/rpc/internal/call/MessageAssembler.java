package io.ghostbridge.rpc.internal.call;

import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a request's bytes into messages: a flag byte, four bytes of length, the message. An array
 * grows with what has arrived, never with what a prefix promises. Used by the event loop only.
 */
final class MessageAssembler {
  private static final int PREFIX_BYTES = 5;
  private static final int FIRST_CHUNK_BYTES = 16 * 1024;

  private final int maxMessageBytes;
  private final MessageBudget budget;
  private int prefixFilled;
  private int flag;
  private int length;
  private byte @Nullable [] body;
  private int bodyFilled;
  private int reserved;

  MessageAssembler(int maxMessageBytes, MessageBudget budget) {
    this.maxMessageBytes = maxMessageBytes;
    this.budget = budget;
  }

  /**
   * The message that {@code data} begins with, if it is there as a whole, small and acceptable;
   * else null, and nothing was taken.
   */
  static @Nullable MessageStream whole(ByteBuf data, int maxMessageBytes) {
    int available = data.readableBytes() - PREFIX_BYTES;
    if (available < 0) {
      return null;
    }
    int start = data.readerIndex();
    int flag = data.getByte(start);
    int length = data.getInt(start + 1);
    if ((flag & ~1) != 0
        || length < 0
        || length > Math.min(available, maxMessageBytes)
        || isCounted(length)) {
      return null;
    }
    byte[] message = new byte[length];
    data.skipBytes(PREFIX_BYTES).readBytes(message);
    return new MessageStream(message, (flag & 1) != 0);
  }

  /**
   * Takes bytes until a message is complete or {@code data} is used up.
   *
   * @return the message, or null if more bytes are needed
   * @throws MalformedMessageException if the prefix is not acceptable; the call has to end
   */
  @Nullable MessageStream next(ByteBuf data) throws MalformedMessageException {
    while (prefixFilled < PREFIX_BYTES) {
      if (!data.isReadable()) {
        return null;
      }
      if (prefixFilled == 0 && data.readableBytes() >= PREFIX_BYTES) {
        flag = data.readByte();
        length = data.readInt();
        prefixFilled = PREFIX_BYTES;
      } else if (prefixFilled == 0) {
        flag = data.readByte();
        length = 0;
        prefixFilled = 1;
      } else {
        length = length << 8 | data.readUnsignedByte();
        prefixFilled++;
      }
      if (prefixFilled == PREFIX_BYTES) {
        checkPrefix();
      }
    }
    return readBody(data);
  }

  private void checkPrefix() throws MalformedMessageException {
    if ((flag & ~1) != 0) {
      throw new MalformedMessageException(
          Status.INTERNAL.withDescription(
              "message prefix has flag byte " + (flag & 0xff) + ", expected 0 or 1"),
          "MALFORMED_MESSAGE");
    }
    if (length < 0 || length > maxMessageBytes) {
      throw new MalformedMessageException(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "message of "
                  + Integer.toUnsignedString(length)
                  + " bytes is larger than the maximum of "
                  + maxMessageBytes),
          "MESSAGE_TOO_LARGE");
    }
  }

  private @Nullable MessageStream readBody(ByteBuf data) throws MalformedMessageException {
    int available = Math.min(data.readableBytes(), length - bodyFilled);
    byte[] target = body;
    if (target == null) {
      target =
          new byte
              [available == length
                  ? length
                  : Math.min(length, Math.max(available, FIRST_CHUNK_BYTES))];
      reserve(target.length);
      body = target;
    } else if (target.length < bodyFilled + available) {
      int grown =
          (int) Math.min(length, Math.max((long) bodyFilled + available, 2L * target.length));
      reserve(grown - target.length);
      target = Arrays.copyOf(target, grown);
      body = target;
    }
    data.readBytes(target, bodyFilled, available);
    bodyFilled += available;
    if (bodyFilled < length) {
      return null;
    }
    MessageStream message = new MessageStream(target, (flag & 1) != 0);
    body = null;
    bodyFilled = 0;
    prefixFilled = 0;
    // From here on the message is the queue's to account for.
    reserved = 0;
    return message;
  }

  private void reserve(int bytes) throws MalformedMessageException {
    if (!isCounted(length)) {
      return;
    }
    if (!budget.reserve(bytes)) {
      throw new MalformedMessageException(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "too many bytes of unfinished messages are waiting; retry later or send smaller messages"),
          "TOO_MANY_BYTES_WAITING");
    }
    reserved += bytes;
  }

  /** Whether a message of this size counts against the budget. */
  static boolean isCounted(int messageBytes) {
    return messageBytes > FIRST_CHUNK_BYTES;
  }

  /** Whether the bytes so far end within a message. */
  boolean midMessage() {
    return prefixFilled > 0;
  }

  /** Drops what was begun. */
  void discard() {
    body = null;
    if (reserved > 0) {
      budget.release(reserved);
      reserved = 0;
    }
  }
}
