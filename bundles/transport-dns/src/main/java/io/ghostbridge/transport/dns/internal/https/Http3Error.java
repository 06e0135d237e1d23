package io.ghostbridge.transport.dns.internal.https;

/** Error codes of HTTP/3 (RFC 9114, section 8.1). */
final class Http3Error {
  static final int NO_ERROR = 0x100;
  static final int REQUEST_CANCELLED = 0x10c;

  private Http3Error() {}
}
