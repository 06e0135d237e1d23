package io.ghostbridge.transport.http3.internal.connection;

/** Error codes of HTTP/3 (RFC 9114 section 8.1, RFC 9204 section 6) that this side sends. */
final class Http3Error {
  static final int NO_ERROR = 0x100;
  static final int INTERNAL_ERROR = 0x102;
  static final int FRAME_UNEXPECTED = 0x105;
  static final int FRAME_ERROR = 0x106;
  static final int EXCESSIVE_LOAD = 0x107;
  static final int REQUEST_REJECTED = 0x10b;
  static final int REQUEST_CANCELLED = 0x10c;
  static final int REQUEST_INCOMPLETE = 0x10d;
  static final int MESSAGE_ERROR = 0x10e;
  static final int QPACK_DECOMPRESSION_FAILED = 0x200;

  private Http3Error() {}
}
