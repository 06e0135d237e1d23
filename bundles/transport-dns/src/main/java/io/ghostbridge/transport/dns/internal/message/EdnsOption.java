package io.ghostbridge.transport.dns.internal.message;

/** Numbers of EDNS options (IANA "DNS EDNS0 Option Codes"). */
final class EdnsOption {
  /** RFC 7873. */
  static final int COOKIE = 10;

  /** RFC 7828. */
  static final int TCP_KEEPALIVE = 11;

  /** RFC 7830. */
  static final int PADDING = 12;

  /** RFC 8914. */
  static final int EXTENDED_ERROR = 15;

  private EdnsOption() {}
}
