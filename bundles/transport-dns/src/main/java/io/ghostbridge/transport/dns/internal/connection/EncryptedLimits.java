package io.ghostbridge.transport.dns.internal.connection;

/**
 * What clients may take of encrypted connections.
 *
 * @param connections of TLS and HTTP/2 together, and as many of QUIC, and of HTTP/3
 * @param streams requests open at once on one connection of HTTPS or QUIC
 * @param handshakeMillis in which a connection has to be secured
 * @param unprovenHandshakes of QUIC under way at once from which on clients prove their address
 *     first
 */
public record EncryptedLimits(
    ConnectionLimits connections, int streams, int handshakeMillis, int unprovenHandshakes) {
  /** Without a whole query, after which a connection is closed. */
  public int idleMillis() {
    return connections.idleMillis();
  }
}
