package io.ghostbridge.rpc;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * A request's pseudo-header fields (RFC 9113 section 8.3.1, RFC 9114 section 4.3.1), each of which
 * is there once at most. For one thread.
 */
public final class PseudoFields {
  private @Nullable AsciiString method;
  private @Nullable AsciiString scheme;
  private @Nullable AsciiString path;
  private @Nullable AsciiString authority;

  /**
   * Takes a field.
   *
   * @param name begins with a colon
   * @throws IllegalArgumentException if it is none of a request's, comes again, or has a value that
   *     no field may have
   */
  public void add(AsciiString name, AsciiString value) {
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
    FieldSyntax.checkValue(value);
  }

  private static AsciiString once(
      AsciiString name, String expected, @Nullable AsciiString present, AsciiString value) {
    if (!name.contentEquals(expected) || present != null) {
      throw new IllegalArgumentException(
          present == null ? "unknown pseudo-header field" : expected + " is there twice");
    }
    return value;
  }

  /** Forgets all, for another request. */
  public void clear() {
    method = null;
    scheme = null;
    path = null;
    authority = null;
  }

  /** Whether none came. */
  public boolean isEmpty() {
    return method == null && scheme == null && path == null && authority == null;
  }

  /** {@code :method}. */
  public @Nullable AsciiString method() {
    return method;
  }

  /** {@code :scheme}. */
  public @Nullable AsciiString scheme() {
    return scheme;
  }

  /** {@code :path}. */
  public @Nullable AsciiString path() {
    return path;
  }

  /** {@code :authority}. */
  public @Nullable AsciiString authority() {
    return authority;
  }
}
