package io.ghostbridge.transport.http2.internal.connection;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

/** Netty's HPACK decoder, which fills the event loop's {@link RequestFields}. */
final class FieldsDecoder extends DefaultHttp2HeadersDecoder {
  private final RequestFields fields;

  FieldsDecoder(RequestFields fields, int maxHeaderListBytes) {
    // RequestFields does the validation.
    super(false, maxHeaderListBytes);
    this.fields = fields;
  }

  /** The fields of a whole block, valid until the next one is decoded. */
  RequestFields decode(int streamId, ByteBuf block) throws Http2Exception {
    decodeHeaders(streamId, block);
    return fields;
  }

  @Override
  protected Http2Headers newHeaders() {
    return fields.reset();
  }
}
