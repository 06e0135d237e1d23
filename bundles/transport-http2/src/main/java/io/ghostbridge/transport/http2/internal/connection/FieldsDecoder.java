package io.ghostbridge.transport.http2.internal.connection;

import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;

/** Netty's HPACK decoder, which fills the event loop's {@link RequestFields}. */
final class FieldsDecoder extends DefaultHttp2HeadersDecoder {
  private final RequestFields fields;

  FieldsDecoder(RequestFields fields, int maxHeaderListBytes) {
    // RequestFields does the validation.
    super(false, maxHeaderListBytes);
    this.fields = fields;
  }

  @Override
  protected Http2Headers newHeaders() {
    return fields.reset();
  }
}
