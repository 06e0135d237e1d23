package io.ghostbridge.transport.dns.internal.https;

import io.ghostbridge.api.dns.DnsAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.Headers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The response to a request of DNS over HTTPS, for whichever version of HTTP.
 *
 * @param body given away to the receiver
 * @param maxAgeSeconds how long it may be kept
 */
record HttpsResponse(int status, String mediaType, long maxAgeSeconds, ByteBuf body) {
  /** The response of the DNS. */
  static HttpsResponse of(DnsAnswer answer, ByteBuf message) {
    return new HttpsResponse(200, HttpsRequest.MEDIA_TYPE, Freshness.seconds(answer), message);
  }

  /** A failure of HTTP. */
  static HttpsResponse of(HttpsError error) {
    byte[] text = (error.reason() + "\n").getBytes(StandardCharsets.US_ASCII);
    return new HttpsResponse(
        error.status(), "text/plain; charset=us-ascii", 0, Unpooled.wrappedBuffer(text));
  }

  /**
   * Writes the header section.
   *
   * @param alternative where the same is to be had otherwise (RFC 7838); null for nowhere
   */
  void fill(Headers<CharSequence, CharSequence, ?> fields, @Nullable String alternative) {
    fields.set(":status", String.valueOf(status));
    fields.set("content-type", mediaType);
    fields.set("content-length", String.valueOf(body.readableBytes()));
    fields.set("cache-control", "max-age=" + maxAgeSeconds);
    if (status == HttpsError.METHOD_NOT_ALLOWED.status()) {
      fields.set("allow", "GET, HEAD, POST");
    }
    if (alternative != null) {
      fields.set("alt-svc", alternative);
    }
  }
}
