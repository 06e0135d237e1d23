package io.ghostbridge.transport.http3.internal.early;

/**
 * A handshake that has brought early data (0-RTT) which decrypts. There is none of a connection
 * without early data, or whose early data TLS has refused.
 *
 * @param statistics of all connections
 */
public record EarlyHandshake(Verdict verdict, EarlyDataStatistics statistics) {
  /** What is known of the handshake. */
  public enum Verdict {
    /** It has not been here before. */
    FIRST,
    /** It has: somebody sends recorded datagrams again. */
    REPLAYED,
    /** Nobody can tell. */
    UNREGISTERED
  }
}
