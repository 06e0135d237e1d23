package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.rpc.RequestHead;
import io.ghostbridge.rpc.RpcCall;
import io.ghostbridge.rpc.RpcStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request and its answer: the only handler of its QUIC stream. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the stream, which is noticed
final class Http3Stream extends ChannelInboundHandlerAdapter
    implements RpcStream, RequestFrames.Events, StreamOutput.Events {
  private static final long FIRST_PROBE_NANOS = 1_000_000_000L;
  private static final long LONGEST_PROBE_NANOS = 15_000_000_000L;

  private final Http3Connection connection;
  private final QuicStreamChannel channel;
  private final RequestFrames input;
  private final StreamOutput output;
  private @Nullable RpcCall call;

  private boolean remoteEnded;
  private long contentLength = -1;
  private long received;
  private int unconsumed;

  private boolean headersWritten;
  private boolean answerEnds;
  private boolean flushLater;
  private boolean gone;
  private boolean finished;
  private boolean aborted;
  private boolean released;
  private boolean holdsPlace;
  private int earlyWritten;
  private int refusalStatus;
  private String refusalText = "";
  private long probedNanos;
  private long probeEveryNanos = FIRST_PROBE_NANOS;

  /** The stream of {@code channel}, which gives {@link QuicStreamFrame}s. */
  Http3Stream(Http3Connection connection, QuicStreamChannel channel) {
    this.connection = connection;
    this.channel = channel;
    this.input = new RequestFrames(this, connection.limits().maxHeaderListBytes());
    this.output = new StreamOutput(channel, this, connection.loop());
    this.probedNanos = connection.loop().sweptNanos();
  }

  long id() {
    return channel.streamId();
  }

  // ---- From the client.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    QuicStreamFrame frame = (QuicStreamFrame) message;
    try {
      if (gone) {
        return;
      }
      boolean end = frame.hasFin();
      input.read(frame.content(), end);
      if (end && !remoteEnded) {
        remoteEnded = true;
        if (!gone) {
          inputEnded();
        }
      }
    } catch (ConnectionErrorException e) {
      connection.fail(e);
    } finally {
      frame.release();
    }
  }

  @Override
  public boolean isOver() {
    return gone;
  }

  @Override
  public void section(ByteBuf section, boolean trailers) throws ConnectionErrorException {
    try {
      if (trailers) {
        // They say nothing to gRPC.
        connection.sections().trailers(section);
      } else {
        request(connection.sections().request(section));
      }
    } catch (IllegalArgumentException e) {
      fault(Http3Error.MESSAGE_ERROR);
    }
  }

  private void request(RequestFields fields) {
    RequestHead head = fields.head();
    if (!connection.admit(this)) {
      fault(Http3Error.REQUEST_REJECTED);
      return;
    }
    holdsPlace = true;
    contentLength = fields.contentLength();
    RpcCall opened = connection.session().open(head, this);
    call = opened;
    if (earlyWritten > 0) {
      opened.onWritten(earlyWritten);
    }
    if (finished) {
      opened.onFinished();
    }
  }

  @Override
  public void unknownFrame() {
    connection.nuisance();
  }

  @Override
  public void data(ByteBuf content, boolean last) {
    int bytes = content.readableBytes();
    RpcCall current = call;
    if (bytes == 0 || current == null) {
      connection.nuisance();
      return;
    }
    received += bytes;
    if (contentLength >= 0 && (received > contentLength || (last && received < contentLength))) {
      fault(Http3Error.MESSAGE_ERROR);
      return;
    }
    unconsumed += bytes;
    if (unconsumed >= connection.limits().streamWindowBytes()) {
      channel.config().setAutoRead(false);
    }
    if (last) {
      remoteEnded = true;
    }
    current.onData(content, last);
    if (last) {
      refuseIfWanted();
    }
  }

  private void inputEnded() {
    if (!input.hasBegun()) {
      fault(Http3Error.REQUEST_INCOMPLETE);
      return;
    }
    if (contentLength >= 0 && contentLength != received) {
      fault(Http3Error.MESSAGE_ERROR);
      return;
    }
    RpcCall current = call;
    if (current != null) {
      current.onData(Unpooled.EMPTY_BUFFER, true);
    }
    refuseIfWanted();
  }

  private void refuseIfWanted() {
    if (refusalStatus != 0 && !gone) {
      writeRefusal();
    }
  }

  @Override
  public void consumed(int bytes) {
    if (gone || bytes == 0) {
      return;
    }
    unconsumed -= bytes;
    if (unconsumed <= connection.limits().streamWindowBytes() / 2
        && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof QuicStreamResetException) {
      connection.wasReset();
      end(Http3Error.REQUEST_CANCELLED, "the client reset the stream");
    } else {
      fault(Http3Error.INTERNAL_ERROR);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel("the connection was closed");
  }

  /** A mistake of the client's, or an answer it does not get. */
  private void fault(int code) {
    connection.wasReset();
    end(code, "the stream was reset");
  }

  private void end(int code, String reason) {
    cancel(reason);
    resetChannel(code);
  }

  /** The call is over without an answer. */
  private void cancel(String reason) {
    if (!gone) {
      leave();
      RpcCall current = call;
      if (current != null) {
        current.onCancelled(reason);
      }
    }
  }

  private void resetChannel(int code) {
    if (channel.isActive()) {
      channel.shutdown(code);
      channel.close();
    }
  }

  // ---- To the client.

  @Override
  public EventExecutor executor() {
    return channel.eventLoop();
  }

  @Override
  public void writeHeaders(byte[][] fields) {
    if (gone) {
      return;
    }
    headersWritten = true;
    FieldSections.writeResponse(output.buffer(), fields);
    wantFlush();
  }

  @Override
  public ByteBuf newMessage(int bytes) {
    return connection.loop().newMessage(bytes);
  }

  @Override
  public void writeMessage(ByteBuf frame) {
    if (gone) {
      frame.release();
      return;
    }
    output.message(frame);
    wantFlush();
  }

  private void wantFlush() {
    if (!flushLater) {
      flushLater = true;
      connection.loop().flushLater(this);
    }
  }

  /** Sends what was written since the last time. */
  void flush() {
    flushLater = false;
    if (!gone) {
      output.flush();
    }
  }

  @Override
  public void writeTrailers(byte[][] fields) {
    if (gone) {
      return;
    }
    if (headersWritten) {
      FieldSections.writeTrailers(output.buffer(), fields);
    } else {
      FieldSections.writeResponse(output.buffer(), fields);
    }
    answerEnds = true;
    output.finish();
  }

  @Override
  public void abort(byte[][] trailers) {
    if (gone) {
      return;
    }
    aborted = true;
    if (output.isCut() || answerEnds) {
      connection.leftover();
      leaveFinished();
      resetChannel(Http3Error.REQUEST_CANCELLED);
    } else {
      output.dropWaiting();
      headersWritten &= !output.isFresh();
      writeTrailers(trailers);
    }
  }

  @Override
  public void refuse(int httpStatus, String text) {
    refusalStatus = httpStatus;
    refusalText = text;
    if (remoteEnded) {
      writeRefusal();
    }
  }

  private void writeRefusal() {
    FieldSections.writePlainText(output.buffer(), refusalStatus);
    output.message(Unpooled.wrappedBuffer(refusalText.getBytes(StandardCharsets.UTF_8)));
    answerEnds = true;
    output.finish();
  }

  @Override
  public void taken(int messageBytes) {
    RpcCall current = call;
    if (current != null) {
      current.onWritten(messageBytes);
    } else {
      earlyWritten += messageBytes;
    }
  }

  @Override
  public void ended() {
    boolean unread = !remoteEnded;
    leaveFinished();
    if (unread && channel.isActive()) {
      // The answer is complete; what the client would still send is of no use (RFC 9114 section
      // 4.1.1).
      connection.leftover();
      channel.shutdownInput(Http3Error.NO_ERROR);
      channel.close();
    }
  }

  @Override
  public void refused() {
    connection.wasReset();
    end(Http3Error.REQUEST_CANCELLED, "the client wants no answer");
  }

  // ---- Time and the end.

  void sweep(long nowNanos, long stallNanos) {
    if (output.isStalled(nowNanos, stallNanos)) {
      end(Http3Error.REQUEST_CANCELLED, "the client takes nothing of the answer");
    } else if (nowNanos - probedNanos >= probeEveryNanos) {
      probedNanos = nowNanos;
      probeEveryNanos = Math.min(2 * probeEveryNanos, LONGEST_PROBE_NANOS);
      output.probe();
    }
  }

  private void leaveFinished() {
    if (gone) {
      return;
    }
    finished = true;
    leave();
    RpcCall current = call;
    if (current != null) {
      current.onFinished();
    }
  }

  private void leave() {
    gone = true;
    input.close();
    output.close();
    connection.remove(this);
    // A client that has the whole answer may begin the next call at once.
    if (released || (finished && !aborted)) {
      freePlace();
    }
  }

  @Override
  public void release() {
    released = true;
    if (gone) {
      freePlace();
    }
  }

  private void freePlace() {
    if (holdsPlace) {
      holdsPlace = false;
      connection.freePlace();
    }
  }
}
