package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.rpc.FieldSyntax;
import io.ghostbridge.rpc.RequestHead;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.util.AsciiString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request's field section as the dispatcher wants it. Netty has checked the pseudo-header fields;
 * names, values and lengths are checked here (RFC 9114 sections 4.2 and 4.3).
 */
final class RequestFields {
  private static final AsciiString TRAILERS = AsciiString.cached("trailers");
  private static final AsciiString SLASH = AsciiString.cached("/");

  private final RequestHead head;
  private long contentLength = -1;

  /**
   * Reads the section.
   *
   * @throws IllegalArgumentException if the request is malformed
   */
  RequestFields(Http3Headers section) {
    byte[][] fields = new byte[2 * section.size()][];
    int count = 0;
    AsciiString method = AsciiString.EMPTY_STRING;
    AsciiString path = SLASH;
    AsciiString authority = null;
    for (Map.Entry<CharSequence, CharSequence> field : section) {
      AsciiString name = AsciiString.of(field.getKey());
      AsciiString value = AsciiString.of(field.getValue());
      FieldSyntax.checkValue(value);
      if (name.isEmpty() || name.byteAt(0) != ':') {
        checkRegular(name, value);
        fields[2 * count] = bytes(name);
        fields[2 * count + 1] = bytes(value);
        count++;
      } else if (name.contentEquals(":path")) {
        path = value;
      } else if (name.contentEquals(":method")) {
        method = value;
      } else if (name.contentEquals(":authority")) {
        authority = value;
      }
    }
    if (path.isEmpty()) {
      throw new IllegalArgumentException(":path is empty");
    }
    head = new RequestHead(method, path, authority, fields, count);
  }

  private void checkRegular(AsciiString name, AsciiString value) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("empty field name");
    }
    FieldSyntax.checkName(name);
    switch (name.length()) {
      case 2 -> {
        if (name.contentEquals("te") && !value.contentEqualsIgnoreCase(TRAILERS)) {
          throw new IllegalArgumentException("te may only be trailers");
        }
      }
      case 7, 10, 16, 17 -> FieldSyntax.checkNotConnectionSpecific(name);
      case 14 -> {
        if (name.contentEquals("content-length")) {
          setContentLength(value);
        }
      }
      default -> {}
    }
  }

  private void setContentLength(AsciiString value) {
    long length = value.isEmpty() || value.length() > 18 ? -1 : 0;
    for (int i = 0; i < value.length() && length >= 0; i++) {
      int digit = value.byteAt(i) - '0';
      length = digit < 0 || digit > 9 ? -1 : length * 10 + digit;
    }
    if (length < 0 || (contentLength >= 0 && contentLength != length)) {
      throw new IllegalArgumentException("content-length is no number, or two different ones");
    }
    contentLength = length;
  }

  private static byte[] bytes(AsciiString string) {
    return string.isEntireArrayUsed() ? string.array() : string.toByteArray();
  }

  RequestHead head() {
    return head;
  }

  /** The declared length of the body, or -1. */
  long contentLength() {
    return contentLength;
  }

  /** Whether a field section of this name may stand; for tests of what Netty lets through. */
  static @Nullable String problem(Http3Headers section) {
    try {
      return new RequestFields(section).head().method().isEmpty() ? ":method is missing" : null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }
}
