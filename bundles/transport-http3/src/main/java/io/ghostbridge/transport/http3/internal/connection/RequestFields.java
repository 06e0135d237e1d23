package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.rpc.FieldSyntax;
import io.ghostbridge.rpc.PseudoFields;
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

  private static final AsciiString CONNECT = AsciiString.cached("CONNECT");
  private static final AsciiString SLASH = AsciiString.cached("/");

  private final boolean trailers;
  private final PseudoFields pseudoFields = new PseudoFields();
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
    pseudoFields.add(name, value);
  }

  private void addRegular(AsciiString name, AsciiString value) {
    FieldSyntax.checkName(name);
    FieldSyntax.checkValue(value);
    switch (name.length()) {
      case 2 -> FieldSyntax.checkTe(name, value);
      case 4 -> {
        if (name.contentEquals("host")) {
          host = value;
        }
      }
      case 7, 10, 16, 17 -> FieldSyntax.checkNotConnectionSpecific(name);
      case 14 -> {
        if (name.contentEquals("content-length")) {
          contentLength = FieldSyntax.contentLength(value, contentLength);
        }
      }
      default -> {}
    }
    if (2 * count == fields.length) {
      fields = Arrays.copyOf(fields, 2 * fields.length);
    }
    fields[2 * count] = FieldSyntax.bytes(name);
    fields[2 * count + 1] = FieldSyntax.bytes(value);
    count++;
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
    AsciiString requested = pseudoFields.method();
    if (requested == null) {
      throw new IllegalArgumentException(":method is missing");
    }
    checkAuthority();
    AsciiString scheme = pseudoFields.scheme();
    AsciiString target = pseudoFields.path();
    if (requested.contentEquals(CONNECT)) {
      if (scheme != null || target != null) {
        throw new IllegalArgumentException("CONNECT has neither :scheme nor :path");
      }
      target = SLASH;
    } else if (scheme == null || target == null || target.isEmpty()) {
      throw new IllegalArgumentException(":scheme or :path is missing");
    }
    return new RequestHead(requested, target, pseudoFields.authority(), fields.clone(), count);
  }

  private void checkAuthority() {
    AsciiString authority = pseudoFields.authority();
    AsciiString named = authority == null ? host : authority;
    if (named == null || named.isEmpty()) {
      throw new IllegalArgumentException(":authority and host are missing");
    }
    if (host != null && !named.contentEquals(host)) {
      throw new IllegalArgumentException(":authority and host differ");
    }
  }
}
