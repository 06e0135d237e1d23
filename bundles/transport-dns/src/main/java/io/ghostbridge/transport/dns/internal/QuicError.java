package io.ghostbridge.transport.dns.internal;

/** Error codes of DNS over QUIC (RFC 9250, section 4.3) and of HTTP/3 (RFC 9114, section 8.1). */
final class QuicError {
  static final int DOQ_NO_ERROR = 0x0;
  static final int DOQ_INTERNAL_ERROR = 0x1;
  static final int DOQ_PROTOCOL_ERROR = 0x2;
  static final int DOQ_REQUEST_CANCELLED = 0x3;
  static final int DOQ_EXCESSIVE_LOAD = 0x4;
  static final int H3_NO_ERROR = 0x100;
  static final int H3_INTERNAL_ERROR = 0x102;
  static final int H3_REQUEST_CANCELLED = 0x10c;

  /** QUIC's own (RFC 9000, section 20.1): no more connections are taken. */
  static final int CONNECTION_REFUSED = 0x2;

  private QuicError() {}
}
