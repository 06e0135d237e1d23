package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.rpc.FieldSyntax;
import io.ghostbridge.rpc.RequestHead;
import io.ghostbridge.transport.http3.internal.qpack.FieldSectionReader;
import io.netty.util.AsciiString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's field section as the dispatcher wants it, and checks the rules of RFC 9114
 * sections 4.2, 4.3 and 10.5.1 on the way. What breaks them is an {@link IllegalArgumentException}.
 */
final class RequestFields implements FieldSectionReader.Sink {
  private static final int TYPICAL_FIELDS = 8;

  /** What a field counts beside its name and value (section 4.2.2). */
  private static final int FIELD_OVERHEAD = 32;

  private static final AsciiString TRAILERS = AsciiString.cached("trailers");
  private static final AsciiString CONNECT = AsciiString.cached("CONNECT");
  private static final AsciiString SLASH = AsciiString.cached("/");

  private final boolean trailers;
  private @Nullable AsciiString method;
  private @Nullable AsciiString scheme;
  private @Nullable AsciiString path;
  private @Nullable AsciiString authority;
  private @Nullable AsciiString host;
  private byte[][] fields = new byte[2 * TYPICAL_FIELDS][];
  private int count;
  private int size;
  private long contentLength = -1;

  /** An empty section, of a request or of its trailers. */
  RequestFields(boolean trailers) {
    this.trailers = trailers;
  }

  @Override
  public void field(AsciiString name, AsciiString value) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("empty field name");
    }
    size += name.length() + value.length() + FIELD_OVERHEAD;
    FieldSyntax.checkValue(value);
    if (name.byteAt(0) == ':') {
      addPseudo(name, value);
    } else {
      addRegular(name, value);
    }
  }

  private void addPseudo(AsciiString name, AsciiString value) {
    if (count > 0 || trailers) {
      throw new IllegalArgumentException("pseudo-header field after a regular field");
    }
    switch (name.length()) {
      case 5 -> path = once(name, ":path", path, value);
      case 7 -> {
        if (name.byteAt(1) == 'm') {
          method = once(name, ":method", method, value);
        } else {
          scheme = once(name, ":scheme", scheme, value);
        }
      }
      case 10 -> authority = once(name, ":authority", authority, value);
      default -> throw new IllegalArgumentException("unknown pseudo-header field");
    }
  }

  private static AsciiString once(
      AsciiString name, String expected, @Nullable AsciiString present, AsciiString value) {
    if (!name.contentEquals(expected) || present != null) {
      throw new IllegalArgumentException(
          present == null ? "unknown pseudo-header field" : expected + " is there twice");
    }
    return value;
  }

  private void addRegular(AsciiString name, AsciiString value) {
    FieldSyntax.checkName(name);
    switch (name.length()) {
      case 2 -> {
        if (name.contentEquals("te") && !value.contentEqualsIgnoreCase(TRAILERS)) {
          throw new IllegalArgumentException("te may only be trailers");
        }
      }
      case 4 -> {
        if (name.contentEquals("host")) {
          host = value;
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
    if (2 * count == fields.length) {
      fields = Arrays.copyOf(fields, 2 * fields.length);
    }
    fields[2 * count] = bytes(name);
    fields[2 * count + 1] = bytes(value);
    count++;
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

  /** The section's size as RFC 9114 section 4.2.2 counts it. */
  int size() {
    return size;
  }

  /** The declared length of the body, or -1. */
  long contentLength() {
    return contentLength;
  }

  /**
   * The request, anew at each call.
   *
   * @throws IllegalArgumentException if something that a request needs is missing (section 4.3.1)
   */
  RequestHead head() {
    AsciiString requested = method;
    if (requested == null) {
      throw new IllegalArgumentException(":method is missing");
    }
    checkAuthority();
    AsciiString target = path;
    if (requested.contentEquals(CONNECT)) {
      if (scheme != null || target != null) {
        throw new IllegalArgumentException("CONNECT has neither :scheme nor :path");
      }
      target = SLASH;
    } else if (scheme == null || target == null || target.isEmpty()) {
      throw new IllegalArgumentException(":scheme or :path is missing");
    }
    return new RequestHead(requested, target, authority, fields.clone(), count);
  }

  private void checkAuthority() {
    AsciiString named = authority == null ? host : authority;
    if (named == null || named.isEmpty()) {
      throw new IllegalArgumentException(":authority and host are missing");
    }
    if (host != null && !named.contentEquals(host)) {
      throw new IllegalArgumentException(":authority and host differ");
    }
  }
}
