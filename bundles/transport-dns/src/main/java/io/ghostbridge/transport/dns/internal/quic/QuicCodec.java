package io.ghostbridge.transport.dns.internal.quic;

import io.ghostbridge.tls.AddressValidation;
import io.ghostbridge.tls.Hmac;
import io.ghostbridge.transport.dns.internal.connection.EncryptedLimits;
import io.ghostbridge.transport.dns.internal.tls.QuicTls;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

/** What reads the datagrams of a QUIC socket, as far as it is the same for all protocols. */
public final class QuicCodec {
  /** A query of the greatest length, and no more, before it is read. */
  private static final int STREAM_WINDOW_BYTES = 8 * 1024;

  private static final int GREATEST_DATAGRAM_BYTES = 1500;

  /** What gets through every path (RFC 9000, section 14). */
  private static final int SAFE_DATAGRAM_BYTES = 1200;

  private QuicCodec() {}

  /** For one socket; streams of one direction are to be allowed by the protocol. */
  public static QuicServerCodecBuilder builder(
      EncryptedLimits limits, QuicTls tls, QuicConnections connections) {
    return new QuicServerCodecBuilder()
        .sslEngineProvider(tls::engine)
        .localConnectionIdLength(AddressValidation.CONNECTION_ID_BYTES)
        .tokenHandler(new AddressValidation(tokenKey(), connections::crowded))
        // Later than the watch of a connection's queries, which tells the client that it closes.
        .maxIdleTimeout(2L * limits.idleMillis(), TimeUnit.MILLISECONDS)
        .maxSendUdpPayloadSize(SAFE_DATAGRAM_BYTES)
        .maxRecvUdpPayloadSize(GREATEST_DATAGRAM_BYTES)
        .initialMaxData((long) STREAM_WINDOW_BYTES * limits.streams())
        .initialMaxStreamDataBidirectionalRemote(STREAM_WINDOW_BYTES)
        .initialMaxStreamsBidirectional(limits.streams())
        .handler(connections);
  }

  private static byte[] tokenKey() {
    byte[] key = new byte[Hmac.BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
