package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.ghostbridge.transport.dns.internal.connection.EncryptedLimits;

/**
 * Which of TLS, HTTPS and QUIC there are.
 *
 * @param tlsPort of DNS over TLS; {@link #OFF} for none
 * @param httpsPort of DNS over HTTPS; {@link #OFF} for none
 * @param http3 whether HTTPS is spoken by HTTP/3 as well
 * @param quicPort of DNS over QUIC; {@link #OFF} for none
 * @param httpsPath where questions are asked
 */
record EncryptedSettings(
    int tlsPort,
    int httpsPort,
    boolean http3,
    int quicPort,
    String httpsPath,
    EncryptedLimits limits) {
  /** The port of a transport that is off. */
  static final int OFF = -1;

  /** Few enough for the memory they take, many more than real clients begin in one moment. */
  static final int UNPROVEN_HANDSHAKES = 50;

  private static final int MAXIMUM_PATH = 100;

  /** As configured; no value is out of range any more but the path. */
  static EncryptedSettings of(DnsTransportConfig config) {
    String path = config.httpsPath();
    if (path.length() > MAXIMUM_PATH || !path.matches("/[A-Za-z0-9._~/-]*")) {
      throw new IllegalArgumentException(
          DnsTransport.PID
              + ": httpsPath = "
              + path
              + ": expected a path such as /dns-query, of letters, digits and -._~/, at most "
              + MAXIMUM_PATH
              + " characters");
    }
    if (config.http3().equals("on") && !config.https().equals("on")) {
      throw new IllegalArgumentException(
          DnsTransport.PID
              + ": http3 = on, but https = off: HTTP/3 is announced by HTTPS;"
              + " set https = on as well");
    }
    if (config.quic().equals("on")
        && config.http3().equals("on")
        && config.quicPort() == config.httpsPort()
        && config.quicPort() != 0) {
      throw new IllegalArgumentException(
          DnsTransport.PID
              + ": quicPort = "
              + config.quicPort()
              + " is httpsPort as well, which HTTP/3 takes for itself; set another");
    }
    return new EncryptedSettings(
        config.tls().equals("on") ? config.tlsPort() : OFF,
        config.https().equals("on") ? config.httpsPort() : OFF,
        config.http3().equals("on"),
        config.quic().equals("on") ? config.quicPort() : OFF,
        path,
        new EncryptedLimits(
            new ConnectionLimits(
                config.maximumEncryptedConnections(),
                config.maximumConnectionsPerClient(),
                config.maximumTcpQueries(),
                config.encryptedIdleTimeoutMillis()),
            config.maximumStreams(),
            config.handshakeTimeoutMillis(),
            UNPROVEN_HANDSHAKES));
  }
}
