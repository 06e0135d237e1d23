package io.ghostbridge.transport.http2.internal.connection;

import io.ghostbridge.rpc.FieldSyntax;
import io.ghostbridge.rpc.PseudoFields;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects a header section straight into the arrays that {@code io.grpc.Metadata} is made of,
 * checking the rules of RFC 9113 section 8.2 and 8.3 on the way. One object serves all connections
 * of an event loop: a section is decoded in one go. Only {@code add} and {@code size} work, which
 * is all that HPACK decoding uses.
 */
final class RequestFields extends DefaultHttp2Headers {
  private static final int TYPICAL_FIELDS = 8;

  private final PseudoFields pseudoFields = new PseudoFields();
  private byte[][] fields = new byte[2 * TYPICAL_FIELDS][];
  private int count;

  /**
   * The strings of a section before and their bytes: where a field comes again, as most do from the
   * same client and from others like it, these are looked at once, and not copied for each request.
   */
  private final AsciiString[] known = new AsciiString[2 * TYPICAL_FIELDS];

  private final byte[][] knownBytes = new byte[2 * TYPICAL_FIELDS][];
  private long contentLength = -1;

  RequestFields() {
    super(false, 2);
  }

  RequestFields reset() {
    pseudoFields.clear();
    contentLength = -1;
    // Most sections have as many fields as the one before.
    fields = new byte[2 * Math.clamp(count, 1, TYPICAL_FIELDS)][];
    count = 0;
    return this;
  }

  @Override
  public Http2Headers add(CharSequence name, CharSequence value) {
    AsciiString fieldName = AsciiString.of(name);
    AsciiString fieldValue = AsciiString.of(value);
    if (fieldName.isEmpty()) {
      throw new IllegalArgumentException("empty field name");
    }
    if (fieldName.byteAt(0) == ':') {
      addPseudo(fieldName, fieldValue);
    } else {
      addRegular(fieldName, fieldValue);
    }
    return this;
  }

  private void addPseudo(AsciiString name, AsciiString value) {
    if (count > 0) {
      throw new IllegalArgumentException("pseudo-header field after a regular field");
    }
    pseudoFields.add(name, value);
  }

  private void addRegular(AsciiString name, AsciiString value) {
    int at = 2 * count;
    if (at == fields.length) {
      fields = Arrays.copyOf(fields, 2 * fields.length);
    }
    if (isKnown(at, name, value)) {
      fields[at] = knownBytes[at];
      fields[at + 1] = knownBytes[at + 1];
    } else {
      check(name, value);
      fields[at] = FieldSyntax.bytes(name);
      fields[at + 1] = FieldSyntax.bytes(value);
      remember(at, name, value);
    }
    count++;
  }

  private boolean isKnown(int at, AsciiString name, AsciiString value) {
    return at < known.length && isSame(name, known[at]) && isSame(value, known[at + 1]);
  }

  /** Of one client a string is the same object, from its table; of another it is as long. */
  @SuppressWarnings("ReferenceEquality") // a shortcut, before all bytes are compared
  private static boolean isSame(AsciiString given, @Nullable AsciiString before) {
    return given == before
        || (before != null && given.length() == before.length() && given.equals(before));
  }

  private void remember(int at, AsciiString name, AsciiString value) {
    // A body's length is looked at each time.
    if (at < known.length && !name.contentEquals("content-length")) {
      known[at] = name;
      known[at + 1] = value;
      knownBytes[at] = fields[at];
      knownBytes[at + 1] = fields[at + 1];
    }
  }

  private void check(AsciiString name, AsciiString value) {
    FieldSyntax.checkName(name);
    FieldSyntax.checkValue(value);
    switch (name.length()) {
      case 2 -> FieldSyntax.checkTe(name, value);
      case 7, 10, 16, 17 -> FieldSyntax.checkNotConnectionSpecific(name);
      case 14 -> {
        if (name.contentEquals("content-length")) {
          contentLength = FieldSyntax.contentLength(value, contentLength);
        }
      }
      default -> {}
    }
  }

  @Override
  public int size() {
    return count;
  }

  /** Whether all that a request needs is there (RFC 9113 section 8.3.1). */
  boolean isRequest() {
    AsciiString target = pseudoFields.path();
    return pseudoFields.method() != null
        && pseudoFields.scheme() != null
        && target != null
        && !target.isEmpty();
  }

  boolean hasPseudoFields() {
    return !pseudoFields.isEmpty();
  }

  AsciiString requestMethod() {
    AsciiString value = pseudoFields.method();
    return value == null ? AsciiString.EMPTY_STRING : value;
  }

  AsciiString requestPath() {
    AsciiString value = pseudoFields.path();
    return value == null ? AsciiString.EMPTY_STRING : value;
  }

  @Nullable AsciiString requestAuthority() {
    return pseudoFields.authority();
  }

  byte[][] fields() {
    return fields;
  }

  int count() {
    return count;
  }

  /** The declared length of the body, or -1. */
  long contentLength() {
    return contentLength;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
