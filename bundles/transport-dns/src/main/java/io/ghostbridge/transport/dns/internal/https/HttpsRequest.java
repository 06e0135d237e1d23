package io.ghostbridge.transport.dns.internal.https;

import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.Headers;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request of DNS over HTTPS (RFC 8484, section 4), whichever version of HTTP it came by. Until it
 * has ended it takes no more than the longest query.
 */
final class HttpsRequest {
  static final String MEDIA_TYPE = "application/dns-message";
  private static final String PARAMETER = "dns=";

  /** Base64 of the longest query, and then some for other parameters. */
  private static final int MAXIMUM_TARGET = ConnectionQueries.MAXIMUM_QUERY * 4 / 3 + 256;

  /** What of a body is read for nothing, since many clients read no response before it is sent. */
  private static final int MAXIMUM_DROPPED = 256 * 1024;

  private final boolean head;
  private final boolean post;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(128);
  private int dropped;
  private byte @Nullable [] message;
  private @Nullable HttpsError error;

  private HttpsRequest(boolean head, boolean post) {
    this.head = head;
    this.post = post;
  }

  /**
   * Reads the header section.
   *
   * @param path where questions are asked; anything else is not found
   */
  static HttpsRequest of(Headers<CharSequence, CharSequence, ?> fields, String path) {
    String method = text(fields, ":method");
    var request = new HttpsRequest(method.equals("HEAD"), method.equals("POST"));
    request.error = request.read(fields, method, path);
    return request;
  }

  private @Nullable HttpsError read(
      Headers<CharSequence, CharSequence, ?> fields, String method, String path) {
    String target = text(fields, ":path");
    if (target.length() > MAXIMUM_TARGET) {
      return HttpsError.TARGET_TOO_LONG;
    }
    int mark = target.indexOf('?');
    if (!path.equals(mark < 0 ? target : target.substring(0, mark))) {
      return HttpsError.NOT_FOUND;
    }
    if (!accepted(fields)) {
      return HttpsError.NOT_ACCEPTABLE;
    }
    return switch (method) {
      case "POST" ->
          isMediaType(text(fields, "content-type")) ? null : HttpsError.UNSUPPORTED_MEDIA_TYPE;
      case "GET", "HEAD" -> readTarget(mark < 0 ? "" : target.substring(mark + 1));
      default -> HttpsError.METHOD_NOT_ALLOWED;
    };
  }

  /** Without an Accept field, everything is accepted (RFC 9110, section 12.5.1). */
  private static boolean accepted(Headers<CharSequence, CharSequence, ?> fields) {
    boolean any = false;
    for (CharSequence value : fields.getAll("accept")) {
      for (String range : value.toString().split(",", -1)) {
        any = true;
        String type = withoutParameters(range);
        boolean matches =
            type.equals(MEDIA_TYPE) || type.equals("application/*") || type.equals("*/*");
        if (matches && !range.replace(" ", "").matches(".*;q=0(\\.0*)?")) {
          return true;
        }
      }
    }
    return !any;
  }

  private static boolean isMediaType(String contentType) {
    return withoutParameters(contentType).equals(MEDIA_TYPE);
  }

  private static String withoutParameters(String mediaType) {
    int end = mediaType.indexOf(';');
    return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private @Nullable HttpsError readTarget(String parameters) {
    String value = null;
    for (String each : parameters.split("&", -1)) {
      if (each.startsWith(PARAMETER)) {
        if (value != null) {
          return HttpsError.BAD_PARAMETER;
        }
        value = each.substring(PARAMETER.length());
      }
    }
    // The decoder would take padding, which there is none of (RFC 8484, section 6).
    if (value == null || value.isEmpty() || value.indexOf('=') >= 0) {
      return HttpsError.BAD_PARAMETER;
    }
    try {
      message = Base64.getUrlDecoder().decode(value);
      return message.length > ConnectionQueries.MAXIMUM_QUERY ? HttpsError.TARGET_TOO_LONG : null;
    } catch (IllegalArgumentException e) {
      return HttpsError.BAD_PARAMETER;
    }
  }

  private static String text(Headers<CharSequence, CharSequence, ?> fields, String name) {
    CharSequence value = fields.get(name);
    return value == null ? "" : value.toString();
  }

  /** Takes a part of the body; what GET and HEAD come with has no meaning and is not kept. */
  void append(ByteBuf part) {
    if (!post || error != null) {
      dropped += part.readableBytes();
      if (tooLong() && error == null) {
        error = HttpsError.TOO_LARGE;
      }
      return;
    }
    if (body.size() + part.readableBytes() > ConnectionQueries.MAXIMUM_QUERY) {
      error = HttpsError.TOO_LARGE;
      return;
    }
    byte[] bytes = new byte[part.readableBytes()];
    part.getBytes(part.readerIndex(), bytes);
    body.writeBytes(bytes);
  }

  /** Whether so much came that is not wanted that its end is not waited for. */
  boolean tooLong() {
    return dropped > MAXIMUM_DROPPED;
  }

  /** What is wrong with it so far; null if nothing is. */
  @Nullable HttpsError error() {
    return error;
  }

  /** Whether only the header section of the response is wanted. */
  boolean head() {
    return head;
  }

  /** The query, of the request that has ended and has no {@link #error}. */
  byte[] message() {
    byte[] fromTarget = message;
    return fromTarget == null ? body.toByteArray() : fromTarget;
  }
}
