package io.ghostbridge.transport.dns.internal.connection;

import io.ghostbridge.transport.dns.internal.message.Query;
import io.ghostbridge.transport.dns.internal.message.QueryOptions;

/** What OPT records of a transport with connections may have. */
public enum ConnectionKind {
  /** DNS over TCP in clear text (RFC 7766): padding would hide nothing (RFC 7830, section 6). */
  TCP(true, true, Padding.NEVER),

  /** DNS over TLS (RFC 7858). */
  TLS(true, true, Padding.WHERE_ASKED),

  /** DNS over HTTPS (RFC 8484): caches may share a response, so it has nothing of one client's. */
  HTTPS(false, false, Padding.WHERE_ASKED),

  /** DNS over QUIC (RFC 9250, section 5.4): padded always. */
  QUIC(false, true, Padding.WITH_EDNS);

  private final boolean keepAlive;
  private final boolean cookies;
  private final Padding padding;

  ConnectionKind(boolean keepAlive, boolean cookies, Padding padding) {
    this.keepAlive = keepAlive;
    this.cookies = cookies;
    this.padding = padding;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  boolean cookies() {
    return cookies;
  }

  /** Whether the response to {@code query} is padded. */
  boolean pads(Query query) {
    QueryOptions options = query.options();
    return switch (padding) {
      case NEVER -> false;
      case WHERE_ASKED -> options != null && options.padding();
      case WITH_EDNS -> query.edns();
    };
  }

  private enum Padding {
    NEVER,
    WHERE_ASKED,
    WITH_EDNS
  }
}
