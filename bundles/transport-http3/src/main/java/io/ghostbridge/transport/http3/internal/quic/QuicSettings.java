package io.ghostbridge.transport.http3.internal.quic;

import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;

/**
 * How QUIC behaves.
 *
 * @param congestionControl what decides how much is on its way at once
 * @param maxPayloadBytes the largest UDP payload that is sent; 1200 always arrives
 * @param retryHandshakes handshakes under way from which on a client has to prove its address first
 * @param statelessAnswers Version Negotiation packets, and stateless resets, sent in a second by
 *     one socket
 * @param segmentation whether the kernel cuts a large buffer into datagrams (UDP GSO), and joins
 *     those that it received (UDP GRO), where it can
 * @param earlyData whether answers to a client's first datagram wait for its early data (0-RTT)
 */
public record QuicSettings(
    QuicCongestionControlAlgorithm congestionControl,
    int maxPayloadBytes,
    int retryHandshakes,
    int statelessAnswers,
    boolean segmentation,
    boolean earlyData) {
  /** The shipped values. */
  public static final QuicSettings DEFAULTS =
      new QuicSettings(QuicCongestionControlAlgorithm.CUBIC, 1350, 64, 100, true, true);
}
