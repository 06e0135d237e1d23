package io.ghostbridge.transport.http2.internal.connection;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;

/**
 * Counts what a client sends that costs work and brings it nothing, and ends the connection when it
 * is too much. Refilled every ten seconds by the event loop's sweep.
 */
final class FloodGuard {
  private final int nuisanceLimit;
  private final int resetLimit;
  private int nuisances;
  private int resets;

  FloodGuard(int nuisanceLimit, int resetLimit) {
    this.nuisanceLimit = nuisanceLimit;
    this.resetLimit = resetLimit;
  }

  /** A frame that asks for nothing useful. */
  void nuisance() throws Http2Exception {
    if (++nuisances > nuisanceLimit) {
      throw connectionError(
          Http2Error.ENHANCE_YOUR_CALM, "more than %d control frames in 10 s", nuisanceLimit);
    }
  }

  /** A stream that was begun and then reset, by the client or for its mistakes. */
  void reset() throws Http2Exception {
    if (++resets > resetLimit) {
      throw connectionError(
          Http2Error.ENHANCE_YOUR_CALM, "more than %d stream resets in 10 s", resetLimit);
    }
  }

  /** Work was done for the client; it may well have pinged or updated windows for it. */
  void useful() {
    nuisances = Math.max(0, nuisances - 2);
  }

  void refill() {
    nuisances = 0;
    resets = 0;
  }
}
