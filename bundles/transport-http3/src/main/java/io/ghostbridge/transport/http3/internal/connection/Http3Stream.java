package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.rpc.RpcCall;
import io.ghostbridge.rpc.RpcStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3HeadersValidationException;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the stream, which is noticed
final class Http3Stream extends ChannelInboundHandlerAdapter
    implements RpcStream, StreamOutput.Events {
  private static final long FIRST_PROBE_NANOS = 1_000_000_000L;
  private static final long LONGEST_PROBE_NANOS = 15_000_000_000L;

  private final Http3Connection connection;
  private final QuicStreamChannel channel;
  private final StreamOutput output;
  private @Nullable RpcCall call;

  private boolean begun;
  private boolean remoteEnded;
  private long contentLength = -1;
  private long received;
  private int unconsumed;

  private boolean headersWritten;
  private boolean answerEnds;
  private boolean flushLater;
  private boolean gone;
  private boolean finished;
  private boolean released;
  private boolean admitted;
  private int earlyWritten;
  private int refusalStatus;
  private String refusalText = "";
  private long probedNanos = System.nanoTime();
  private long probeEveryNanos = FIRST_PROBE_NANOS;

  Http3Stream(Http3Connection connection, ChannelHandlerContext head) {
    this.connection = connection;
    this.channel = (QuicStreamChannel) head.channel();
    this.output = new StreamOutput(head, this);
  }

  long id() {
    return channel.streamId();
  }

  // ---- From the client.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (gone) {
        return;
      }
      switch (message) {
        case Http3DataFrame frame -> data(frame.content());
        case Http3HeadersFrame frame when !begun -> request(frame.headers());
        // Trailers of a request say nothing to gRPC; Netty has checked them.
        case Http3HeadersFrame trailers -> begun = true;
        default -> connection.nuisance();
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void request(Http3Headers section) {
    begun = true;
    RequestFields fields;
    try {
      fields = new RequestFields(section);
    } catch (IllegalArgumentException e) {
      fault(Http3Error.MESSAGE_ERROR);
      return;
    }
    if (!connection.admit(this)) {
      fault(Http3Error.REQUEST_REJECTED);
      return;
    }
    admitted = true;
    contentLength = fields.contentLength();
    RpcCall opened = connection.session().open(fields.head(), this);
    call = opened;
    if (earlyWritten > 0) {
      opened.onWritten(earlyWritten);
    }
    if (finished) {
      opened.onFinished();
    }
  }

  private void data(ByteBuf content) {
    int bytes = content.readableBytes();
    RpcCall current = call;
    if (bytes == 0 || current == null) {
      connection.nuisance();
      return;
    }
    received += bytes;
    if (contentLength >= 0 && received > contentLength) {
      fault(Http3Error.MESSAGE_ERROR);
      return;
    }
    unconsumed += bytes;
    if (unconsumed >= connection.limits().streamWindowBytes()) {
      channel.config().setAutoRead(false);
    }
    current.onData(content, false);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !remoteEnded) {
      remoteEnded = true;
      if (!gone) {
        inputEnded();
      }
    }
  }

  private void inputEnded() {
    if (!begun) {
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
    switch (cause) {
      case QuicStreamResetException reset -> {
        connection.wasReset();
        end(Http3Error.REQUEST_CANCELLED, "the client reset the stream");
      }
      case Http3HeadersValidationException malformed -> fault(Http3Error.MESSAGE_ERROR);
      case IllegalArgumentException malformed -> fault(Http3Error.MESSAGE_ERROR);
      // Netty closes the connection for it, and with it this stream.
      case Http3Exception connectionError -> {}
      default -> fault(Http3Error.INTERNAL_ERROR);
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
    leave();
    finished = true;
    RpcCall current = call;
    if (current != null) {
      current.onFinished();
    }
  }

  private void leave() {
    gone = true;
    output.close();
    connection.remove(this);
    if (released && admitted) {
      connection.freePlace();
    }
  }

  @Override
  public void release() {
    if (!released) {
      released = true;
      if (gone && admitted) {
        connection.freePlace();
      }
    }
  }
}
