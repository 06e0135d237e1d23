package io.ghostbridge.transport.http3.internal.early;

/**
 * Told to a connection's pipeline, on its event loop: its handshake has brought early data (0-RTT)
 * that decrypts. It is not told where there is none, or where TLS has refused it.
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
