package io.ghostbridge.transport.http3.internal.connection;

/**
 * Counts what a client sends that costs work and brings it nothing. Refilled every ten seconds by
 * the event loop's sweep.
 */
final class FloodGuard {
  private final Http3Limits limits;
  private int nuisances;
  private int resets;
  private int resetsInAll;

  FloodGuard(Http3Limits limits) {
    this.limits = limits;
  }

  /** A frame or stream that asks for nothing useful; false if that was one too many. */
  boolean nuisance() {
    return ++nuisances <= limits.nuisances();
  }

  /**
   * A stream that was begun and then reset, by the client or for its mistakes; false if that was
   * one too many.
   */
  boolean reset() {
    resetsInAll++;
    return ++resets <= limits.resets();
  }

  /** A stream that this side ended before the client had. */
  void leftover() {
    resetsInAll++;
  }

  /**
   * Whether the connection has had its share of reset streams: QUIC's library keeps a few kilobytes
   * of each until the connection ends.
   */
  boolean isWornOut() {
    return resetsInAll > limits.resetsInAll();
  }

  void useful() {
    nuisances = Math.max(0, nuisances - 2);
  }

  void refill() {
    nuisances = 0;
    resets = 0;
  }
}
