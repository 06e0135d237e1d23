package io.ghostbridge.transport.http2.internal.connection;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;

/** How much the client may send on all streams together (RFC 9113 section 6.9). */
final class ReceiveWindow {
  private static final int DEFAULT_WINDOW = 65_535;

  private final Http2Connection connection;
  private final FrameOutput output;
  private final int size;
  private int open;
  private int toReturn;

  ReceiveWindow(Http2Connection connection, FrameOutput output, int size) {
    this.connection = connection;
    this.output = output;
    this.size = size;
    this.open = DEFAULT_WINDOW;
  }

  /** Tells the client the window's real size. */
  void announce() {
    if (size > DEFAULT_WINDOW) {
      output.windowUpdate(0, size - DEFAULT_WINDOW);
      open = size;
    }
  }

  void receive(int bytes) throws Http2Exception {
    open -= bytes;
    if (open < 0) {
      throw connectionError(Http2Error.FLOW_CONTROL_ERROR, "the connection's window was overrun");
    }
  }

  /** Bytes were consumed; the client hears of it when it is worth a frame. */
  void giveBack(int bytes) {
    toReturn += bytes;
    if (toReturn >= size / 2) {
      open += toReturn;
      output.windowUpdate(0, toReturn);
      connection.wantFlush();
      toReturn = 0;
    }
  }
}
