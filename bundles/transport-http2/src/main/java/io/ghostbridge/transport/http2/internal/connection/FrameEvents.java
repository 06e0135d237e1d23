package io.ghostbridge.transport.http2.internal.connection;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;
import static io.netty.handler.codec.http2.Http2Exception.streamError;

import io.ghostbridge.rpc.RequestHead;
import io.ghostbridge.rpc.RpcSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;

/** What the client's frames mean (RFC 9113 sections 5 and 6). */
final class FrameEvents {
  private final Http2Connection connection;
  private final RpcSession session;
  private final FloodGuard guard;
  private int count;

  FrameEvents(Http2Connection connection, RpcSession session, FloodGuard guard) {
    this.connection = connection;
    this.session = session;
    this.guard = guard;
  }

  /** How many frames were complete so far; wraps around. */
  int count() {
    return count;
  }

  /** A header block; {@code fields} are valid during this method. */
  void headers(int streamId, RequestFields fields, boolean endOfStream) throws Http2Exception {
    count++;
    Http2Stream stream = connection.streams().get(streamId);
    if (stream != null) {
      onTrailers(stream, fields, endOfStream);
    } else if (streamId <= connection.streams().lastId()) {
      if (!connection.streams().wasReset(streamId)) {
        throw connectionError(Http2Error.STREAM_CLOSED, "HEADERS on closed stream %d", streamId);
      }
    } else {
      onRequest(streamId, fields, endOfStream);
    }
  }

  private void onRequest(int streamId, RequestFields fields, boolean endOfStream)
      throws Http2Exception {
    if ((streamId & 1) == 0) {
      throw connectionError(Http2Error.PROTOCOL_ERROR, "client used even stream id %d", streamId);
    }
    if (!connection.admitStream(streamId)) {
      guard.reset();
      throw streamError(streamId, Http2Error.REFUSED_STREAM, "no more streams at present");
    }
    if (!fields.isRequest()) {
      throw streamError(
          streamId, Http2Error.PROTOCOL_ERROR, ":method, :scheme or :path is missing");
    }
    if (endOfStream && fields.contentLength() > 0) {
      throw streamError(streamId, Http2Error.PROTOCOL_ERROR, "content-length without content");
    }
    guard.useful();
    Http2Stream stream = connection.newStream(streamId, fields.contentLength(), endOfStream);
    RequestHead head =
        new RequestHead(
            fields.requestMethod(),
            fields.requestPath(),
            fields.requestAuthority(),
            fields.fields(),
            fields.count());
    stream.opened(session.open(head, stream));
  }

  private static void onTrailers(Http2Stream stream, RequestFields fields, boolean endOfStream)
      throws Http2Exception {
    if (stream.remoteEnded()) {
      throw streamError(
          stream.id, Http2Error.STREAM_CLOSED, "HEADERS on half-closed stream %d", stream.id);
    }
    if (!endOfStream || fields.hasPseudoFields()) {
      throw streamError(stream.id, Http2Error.PROTOCOL_ERROR, "malformed trailers");
    }
    end(stream, Unpooled.EMPTY_BUFFER);
  }

  private static void end(Http2Stream stream, ByteBuf data) throws Http2Exception {
    if (!stream.hasWholeBody()) {
      throw streamError(
          stream.id, Http2Error.PROTOCOL_ERROR, "the body is shorter than its content-length");
    }
    stream.data(data, true);
  }

  /**
   * A DATA frame, which had {@code padding} bytes more; {@code data} is valid during this method.
   */
  void data(int streamId, ByteBuf data, int padding, boolean endOfStream) throws Http2Exception {
    count++;
    int length = data.readableBytes();
    int flowControlled = length + padding;
    connection.receiveWindow().receive(flowControlled);
    Http2Stream stream = connection.streams().get(streamId);
    if (stream == null || stream.remoteEnded()) {
      connection.receiveWindow().giveBack(flowControlled);
      onDataOfClosedStream(streamId, stream != null);
      return;
    }
    if (length == 0 && !endOfStream) {
      guard.nuisance();
    }
    if (!stream.receive(flowControlled)) {
      connection.receiveWindow().giveBack(flowControlled);
      throw streamError(
          streamId, Http2Error.FLOW_CONTROL_ERROR, "stream %d overran its window", streamId);
    }
    connection.receiveWindow().giveBack(padding);
    stream.returnToStreamWindow(padding);
    if (!stream.fits(length)) {
      connection.receiveWindow().giveBack(length);
      throw streamError(
          streamId, Http2Error.PROTOCOL_ERROR, "the body is longer than its content-length");
    }
    if (endOfStream) {
      end(stream, data);
    } else {
      stream.data(data, false);
    }
  }

  private void onDataOfClosedStream(int streamId, boolean halfClosed) throws Http2Exception {
    if (streamId > connection.streams().lastId()) {
      throw connectionError(Http2Error.PROTOCOL_ERROR, "DATA on idle stream %d", streamId);
    }
    // After our reset the client may still have been sending.
    if (halfClosed || !connection.streams().wasReset(streamId)) {
      guard.nuisance();
      throw streamError(streamId, Http2Error.STREAM_CLOSED, "DATA on closed stream %d", streamId);
    }
  }

  void priority() throws Http2Exception {
    count++;
    guard.nuisance();
  }

  /** The client ended a stream. */
  void reset(int streamId) throws Http2Exception {
    count++;
    Http2Stream stream = connection.streams().get(streamId);
    if (stream != null) {
      stream.cancel("the client cancelled the call");
      guard.reset();
    } else if (streamId > connection.streams().lastId()) {
      throw connectionError(Http2Error.PROTOCOL_ERROR, "RST_STREAM on idle stream %d", streamId);
    } else {
      guard.nuisance();
    }
  }

  void settingsAck() throws Http2Exception {
    count++;
    guard.nuisance();
  }

  void settings(Http2Settings settings) throws Http2Exception {
    count++;
    guard.nuisance();
    connection.clientSettings().apply(settings);
  }

  void ping(long content) throws Http2Exception {
    count++;
    guard.nuisance();
    connection.output().ping(true, content);
    connection.wantFlush();
  }

  void pingAck(long content) throws Http2Exception {
    count++;
    guard.nuisance();
    connection.pinged(content);
  }

  /** The client will make no new streams. */
  void goAway() throws Http2Exception {
    count++;
    guard.nuisance();
    connection.clientGoesAway();
  }

  void windowUpdate(int streamId, int increment) throws Http2Exception {
    count++;
    guard.nuisance();
    if (streamId == 0) {
      if (!connection.sendFlow().widen(increment)) {
        throw connectionError(Http2Error.FLOW_CONTROL_ERROR, "connection window overflows");
      }
      connection.wantFlush();
      return;
    }
    Http2Stream stream = connection.streams().get(streamId);
    if (stream == null) {
      if (streamId > connection.streams().lastId()) {
        throw connectionError(
            Http2Error.PROTOCOL_ERROR, "WINDOW_UPDATE on idle stream %d", streamId);
      }
      return;
    }
    int widened = stream.sendWindow + increment;
    if (increment > 0 && widened < stream.sendWindow) {
      throw streamError(
          streamId, Http2Error.FLOW_CONTROL_ERROR, "window of stream %d overflows", streamId);
    }
    stream.sendWindow = widened;
    connection.sendFlow().offer(stream);
    connection.wantFlush();
  }

  /** A frame of a type that RFC 9113 does not have. */
  void unknown() throws Http2Exception {
    count++;
    guard.nuisance();
  }
}
