package io.ghostbridge.transport.dns.internal.quic;

/** Error codes of DNS over QUIC (RFC 9250, section 4.3) and of QUIC itself. */
final class QuicError {
  static final int DOQ_NO_ERROR = 0x0;
  static final int DOQ_INTERNAL_ERROR = 0x1;
  static final int DOQ_PROTOCOL_ERROR = 0x2;
  static final int DOQ_REQUEST_CANCELLED = 0x3;
  static final int DOQ_EXCESSIVE_LOAD = 0x4;

  /** No more connections are taken (RFC 9000, section 20.1). */
  static final int CONNECTION_REFUSED = 0x2;

  private QuicError() {}
}
