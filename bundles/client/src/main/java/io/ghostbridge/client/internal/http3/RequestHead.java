package io.ghostbridge.client.internal.http3;

import io.grpc.Deadline;
import io.grpc.Metadata;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.util.AsciiString;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The field section that a call begins with (gRPC over HTTP/2, "Requests", as HTTP/3 has it). */
final class RequestHead {
  private static final AsciiString POST = AsciiString.cached("POST");
  private static final AsciiString HTTPS = AsciiString.cached("https");
  private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
  private static final AsciiString GRPC = AsciiString.cached("application/grpc");
  private static final AsciiString TE = AsciiString.cached("te");
  private static final AsciiString TRAILERS = AsciiString.cached("trailers");
  private static final AsciiString USER_AGENT = AsciiString.cached("user-agent");
  private static final AsciiString AGENT = AsciiString.cached("ghostbridge-client");
  private static final AsciiString TIMEOUT = AsciiString.cached("grpc-timeout");
  private static final AsciiString ENCODING = AsciiString.cached("grpc-encoding");
  private static final AsciiString ACCEPT_ENCODING = AsciiString.cached("grpc-accept-encoding");
  private static final long MOST_DIGITS = 100_000_000;

  private RequestHead() {}

  /**
   * @param encoding the name of what messages are packed with, or null
   * @param accepted the names of what answers may be packed with
   */
  static Http3Headers of(
      String fullMethodName,
      String authority,
      @Nullable Deadline deadline,
      @Nullable String encoding,
      String accepted,
      Metadata metadata) {
    Http3Headers head = new DefaultHttp3Headers(false);
    head.method(POST).scheme(HTTPS).authority(authority).path("/" + fullMethodName);
    head.add(CONTENT_TYPE, GRPC).add(TE, TRAILERS).add(USER_AGENT, AGENT);
    if (deadline != null) {
      head.add(TIMEOUT, timeout(deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    }
    if (encoding != null) {
      head.add(ENCODING, encoding);
    }
    if (!accepted.isEmpty()) {
      head.add(ACCEPT_ENCODING, accepted);
    }
    Fields.write(metadata, head);
    return head;
  }

  /** At most eight digits and a unit. */
  static String timeout(long nanos) {
    long positive = Math.max(1, nanos);
    if (positive < MOST_DIGITS) {
      return positive + "n";
    }
    String units = "umSMH";
    TimeUnit[] scale = {
      TimeUnit.MICROSECONDS,
      TimeUnit.MILLISECONDS,
      TimeUnit.SECONDS,
      TimeUnit.MINUTES,
      TimeUnit.HOURS
    };
    for (int i = 0; i < scale.length; i++) {
      long value = scale[i].convert(positive, TimeUnit.NANOSECONDS);
      if (value < MOST_DIGITS) {
        return String.format(Locale.ROOT, "%d%c", value, units.charAt(i));
      }
    }
    return (MOST_DIGITS - 1) + "H";
  }
}
