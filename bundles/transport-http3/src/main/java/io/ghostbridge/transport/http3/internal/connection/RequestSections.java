package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.transport.http3.internal.qpack.DecompressionException;
import io.ghostbridge.transport.http3.internal.qpack.FieldSectionReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Reads the field sections of a connection's requests. Clients that make the same call again send
 * the same bytes again, as there is no dynamic table: the last section is kept, and is decoded and
 * checked once.
 */
final class RequestSections {
  /** Longer sections are not kept. */
  private static final int KEPT_BYTES = 512;

  private final FieldSectionReader reader;
  private final int mostBytes;
  private ByteBuf lastBytes = Unpooled.EMPTY_BUFFER;
  private @Nullable RequestFields last;

  /**
   * @param mostBytes a section that counts more is refused
   */
  RequestSections(FieldSectionReader reader, int mostBytes) {
    this.reader = reader;
    this.mostBytes = mostBytes;
  }

  /**
   * Reads a request's section, which is not to be changed.
   *
   * @throws IllegalArgumentException if it is malformed
   * @throws ConnectionErrorException if it cannot be decoded, or is too large
   */
  RequestFields request(ByteBuf section) throws ConnectionErrorException {
    RequestFields known = last;
    if (known != null && ByteBufUtil.equals(section, lastBytes)) {
      return known;
    }
    int start = section.readerIndex();
    int length = section.readableBytes();
    RequestFields fields = read(section, new RequestFields(false));
    if (length <= KEPT_BYTES) {
      byte[] bytes = new byte[length];
      section.getBytes(start, bytes);
      lastBytes = Unpooled.wrappedBuffer(bytes);
      last = fields;
    }
    return fields;
  }

  /** Reads trailers, of which nothing is wanted but that they are right. */
  void trailers(ByteBuf section) throws ConnectionErrorException {
    read(section, new RequestFields(true));
  }

  private RequestFields read(ByteBuf section, RequestFields into) throws ConnectionErrorException {
    try {
      reader.read(section, into);
    } catch (DecompressionException e) {
      throw new ConnectionErrorException(
          Http3Error.QPACK_DECOMPRESSION_FAILED, String.valueOf(e.getMessage()));
    }
    if (into.size() > mostBytes) {
      throw new ConnectionErrorException(
          Http3Error.EXCESSIVE_LOAD,
          "a field section of " + into.size() + " bytes, at most " + mostBytes + " are read");
    }
    return into;
  }
}
