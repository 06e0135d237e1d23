package io.ghostbridge.transport.http2.internal.connection;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;

/** What a client wants of the server's side (RFC 9113 section 6.5). Event loop only. */
final class ClientSettings {
  private final Http2Connection connection;
  private boolean seen;

  ClientSettings(Http2Connection connection) {
    this.connection = connection;
  }

  /** Whether the client has sent any, which is the first thing that it has to do. */
  boolean areSeen() {
    return seen;
  }

  /**
   * Keeps to {@code settings} from now on, and says so.
   *
   * @throws Http2Exception if a stream's window overflows by them
   */
  void apply(Http2Settings settings) throws Http2Exception {
    seen = true;
    FrameOutput output = connection.output();
    Long tableSize = settings.headerTableSize();
    if (tableSize != null) {
      output.encoder().tableSize(tableSize);
    }
    Integer maxFrameSize = settings.maxFrameSize();
    if (maxFrameSize != null) {
      output.maxFrameBytes(maxFrameSize);
    }
    Integer window = settings.initialWindowSize();
    if (window != null) {
      resizeStreamWindows(window);
    }
    output.settingsAck();
    connection.wantFlush();
  }

  /** RFC 9113 section 6.9.2: the change applies to open streams as well, which may get a debt. */
  private void resizeStreamWindows(int window) throws Http2Exception {
    SendFlow flow = connection.sendFlow();
    long change = (long) window - flow.initialStreamWindow();
    flow.initialStreamWindow(window);
    for (Http2Stream stream : connection.streams().open()) {
      long widened = stream.sendWindow + change;
      if (widened > Integer.MAX_VALUE) {
        throw connectionError(
            Http2Error.FLOW_CONTROL_ERROR, "window of stream %d overflows", stream.id);
      }
      stream.sendWindow = (int) widened;
      flow.offer(stream);
    }
  }
}
