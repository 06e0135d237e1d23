package io.ghostbridge.transport.http3.internal.connection;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a request stream into its frames (RFC 9114 sections 4.1 and 7), however the bytes come. DATA
 * is handed on as it arrives; only a field section that comes in pieces is kept until it is whole.
 */
final class RequestFrames {
  private static final int DATA = 0x0;
  private static final int HEADERS = 0x1;
  private static final int LAST_TYPE_WITH_A_MEANING = 0xd;

  /** A frame without meaning may not be longer. */
  private static final int MOST_UNKNOWN_BYTES = 32 * 1024;

  /** What frames are told to; the buffers are valid during the call only. */
  interface Events {
    /** A field section, whole; the first is the request's, the second its trailers. */
    void section(ByteBuf section, boolean trailers) throws ConnectionErrorException;

    /**
     * Some of the body.
     *
     * @param last whether it is the stream's last
     */
    void data(ByteBuf data, boolean last);

    /** A frame that means nothing. */
    void unknownFrame();

    /** Whether nothing is wanted any more. */
    boolean isOver();
  }

  private enum Part {
    TYPE,
    LENGTH,
    PAYLOAD
  }

  private final Events events;
  private final int mostSectionBytes;
  private Part part = Part.TYPE;
  private int sections;
  private long type;
  private int left;

  /** A variable-length integer that is being read (RFC 9000 section 16). */
  private long integer;

  private int integerBytesLeft;
  private @Nullable ByteBuf begunSection;

  /**
   * A stream of which nothing was read.
   *
   * @param mostSectionBytes a longer field section is refused
   */
  RequestFrames(Events events, int mostSectionBytes) {
    this.events = events;
    this.mostSectionBytes = mostSectionBytes;
  }

  /**
   * Reads all of {@code input}, or what comes before nothing is wanted any more.
   *
   * @param end whether the stream ends with it
   */
  void read(ByteBuf input, boolean end) throws ConnectionErrorException {
    while (input.isReadable() && !events.isOver()) {
      switch (part) {
        case TYPE -> {
          if (readInteger(input)) {
            checkType(integer);
            type = integer;
            part = Part.LENGTH;
          }
        }
        case LENGTH -> {
          if (readInteger(input)) {
            checkLength(integer);
            left = (int) integer;
            part = Part.PAYLOAD;
            if (left == 0) {
              payload(input, end);
            }
          }
        }
        case PAYLOAD -> payload(input, end);
      }
    }
    if (end && !events.isOver() && (part != Part.TYPE || integerBytesLeft > 0)) {
      throw new ConnectionErrorException(
          Http3Error.FRAME_ERROR, "a stream ended in the middle of a frame");
    }
  }

  /** Whether the request's field section was read. */
  boolean hasBegun() {
    return sections > 0;
  }

  private boolean readInteger(ByteBuf input) {
    if (integerBytesLeft == 0) {
      int first = input.readUnsignedByte();
      integer = first & 0x3f;
      integerBytesLeft = (1 << (first >> 6)) - 1;
    }
    while (integerBytesLeft > 0 && input.isReadable()) {
      integer = integer << Byte.SIZE | input.readUnsignedByte();
      integerBytesLeft--;
    }
    return integerBytesLeft == 0;
  }

  private void checkType(long frame) throws ConnectionErrorException {
    boolean allowed;
    if (frame == DATA) {
      allowed = sections == 1;
    } else if (frame == HEADERS) {
      allowed = sections < 2;
    } else {
      // Those with a meaning are of other streams, of servers, or of HTTP/2 (sections 7.2.3 to
      // 7.2.8).
      allowed = frame > LAST_TYPE_WITH_A_MEANING || !hasMeaning((int) frame);
    }
    if (!allowed) {
      throw new ConnectionErrorException(
          Http3Error.FRAME_UNEXPECTED,
          "a frame of type 0x" + Long.toHexString(frame) + " where there may be none");
    }
  }

  private static boolean hasMeaning(int frame) {
    return (frame >= 0x2 && frame <= 0x9) || frame == LAST_TYPE_WITH_A_MEANING;
  }

  private void checkLength(long length) throws ConnectionErrorException {
    long most = Integer.MAX_VALUE;
    if (type == HEADERS) {
      most = mostSectionBytes;
    } else if (type != DATA) {
      most = MOST_UNKNOWN_BYTES;
    }
    if (length > most) {
      throw new ConnectionErrorException(
          Http3Error.EXCESSIVE_LOAD,
          "a frame of type 0x"
              + Long.toHexString(type)
              + " has "
              + length
              + " bytes, at most "
              + most
              + " are read");
    }
  }

  private void payload(ByteBuf input, boolean end) throws ConnectionErrorException {
    int length = Math.min(left, input.readableBytes());
    if (type == HEADERS) {
      section(input, length);
      return;
    }
    left -= length;
    if (left == 0) {
      part = Part.TYPE;
    }
    if (type == DATA) {
      ByteBuf data = input.readSlice(length);
      events.data(data, end && left == 0 && !input.isReadable());
    } else {
      input.skipBytes(length);
      if (left == 0) {
        events.unknownFrame();
      }
    }
  }

  private void section(ByteBuf input, int length) throws ConnectionErrorException {
    ByteBuf begun = begunSection;
    if (begun == null && length == left) {
      sectionEnds(input.readSlice(length));
      return;
    }
    if (begun == null) {
      begun = input.alloc().buffer(left);
      begunSection = begun;
    }
    begun.writeBytes(input, length);
    left -= length;
    if (left == 0) {
      try {
        sectionEnds(begun);
      } finally {
        close();
      }
    }
  }

  private void sectionEnds(ByteBuf section) throws ConnectionErrorException {
    part = Part.TYPE;
    left = 0;
    events.section(section, sections++ > 0);
  }

  /** Lets go of what was kept; to be called at the end. */
  void close() {
    ByteBuf begun = begunSection;
    if (begun != null) {
      begunSection = null;
      begun.release();
    }
  }
}
