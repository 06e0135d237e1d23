package io.ghostbridge.transport.http2.internal.connection;

import io.ghostbridge.rpc.RpcSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of one connection: joins its reading, its streams and its writing, and knows
 * how it begins and ends.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class Http2Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);
  private static final long GOAWAY_PING = 0x676f617761790000L;

  private final Http2Limits limits;
  private final ConnectionLoop loop;
  private final SessionFactory sessions;
  private final Supplier<byte[][]> announcement;
  private final FloodGuard guard;
  private final ConnectionWatch watch;
  private final StreamTable streams;
  private final ClientSettings clientSettings = new ClientSettings(this);
  private @Nullable Parts parts;
  private boolean announced;
  private boolean reading;
  private boolean flushWanted;
  private boolean flushScheduled;
  private boolean draining;
  private boolean lastGoAwaySent;
  private boolean closing;

  /** What exists once the handler is in its pipeline. */
  private record Parts(
      ChannelHandlerContext context,
      FrameOutput output,
      SendFlow sendFlow,
      ReceiveWindow receiveWindow,
      FrameInput input) {}

  /** Begins a connection's calls once its peer is known. */
  public interface SessionFactory {
    RpcSession connect(Channel channel);
  }

  /**
   * A connection that is in no pipeline yet.
   *
   * @param announcement fields that the first answer has in addition, asked for when it is sent
   */
  public Http2Connection(
      Http2Limits limits,
      ConnectionLoop loop,
      SessionFactory sessions,
      Supplier<byte[][]> announcement) {
    this.limits = limits;
    this.loop = loop;
    this.sessions = sessions;
    this.announcement = announcement;
    this.guard = new FloodGuard(limits.nuisanceFrames(), limits.resets());
    this.watch = new ConnectionWatch(this, limits, guard);
    this.streams = new StreamTable(limits.maxConcurrentStreams());
  }

  private Parts parts() {
    Parts current = parts;
    if (current == null) {
      throw new IllegalStateException("the connection is in no pipeline");
    }
    return current;
  }

  /** The fields of an answer's first block, with what clients are told once. */
  byte[][] announcing(byte[][] fields) {
    if (announced) {
      return fields;
    }
    announced = true;
    byte[][] more = announcement.get();
    byte[][] all = Arrays.copyOf(fields, fields.length + more.length);
    System.arraycopy(more, 0, all, fields.length, more.length);
    return all;
  }

  Http2Limits limits() {
    return limits;
  }

  StreamTable streams() {
    return streams;
  }

  ClientSettings clientSettings() {
    return clientSettings;
  }

  MessageBuffer messages() {
    return loop.messages();
  }

  FrameOutput output() {
    return parts().output();
  }

  SendFlow sendFlow() {
    return parts().sendFlow();
  }

  ReceiveWindow receiveWindow() {
    return parts().receiveWindow();
  }

  EventExecutor executor() {
    return parts().context().executor();
  }

  // ---- Beginning.

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().isActive()) {
      begin(context);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    begin(context);
    context.fireChannelActive();
  }

  private void begin(ChannelHandlerContext context) {
    if (parts != null) {
      return;
    }
    FrameOutput output = new FrameOutput(context);
    ReceiveWindow window = new ReceiveWindow(this, output, limits.connectionWindowBytes());
    FrameEvents events = new FrameEvents(this, sessions.connect(context.channel()), guard);
    FrameReader reader =
        new FrameReader(
            new FieldsDecoder(loop.fields(), limits.maxHeaderListBytes()), context.alloc(), events);
    parts =
        new Parts(
            context,
            output,
            new SendFlow(context.channel(), output, guard),
            window,
            new FrameInput(this, context, reader, events));
    loop.add(this);
    output.settings(
        new Http2Settings()
            .maxConcurrentStreams(limits.maxConcurrentStreams())
            .initialWindowSize(limits.streamWindowBytes())
            .maxHeaderListSize(limits.maxHeaderListBytes()));
    window.announce();
    output.flush();
  }

  // ---- Reading.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf input = (ByteBuf) message;
    if (closing) {
      input.release();
      return;
    }
    long now = System.nanoTime();
    watch.read(now);
    reading = true;
    try {
      parts().input().read(input, now);
    } finally {
      reading = false;
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flush();
    context.fireChannelReadComplete();
  }

  long incompleteSinceNanos() {
    return parts().input().incompleteSinceNanos();
  }

  // ---- Writing.

  /** Something was written: it goes out when the present read is done, or soon. */
  void wantFlush() {
    flushWanted = true;
    if (!reading && !flushScheduled) {
      flushScheduled = true;
      executor().execute(this::flushScheduled);
    }
  }

  private void flushScheduled() {
    flushScheduled = false;
    flush();
  }

  private void flush() {
    Parts current = parts;
    if (current != null && flushWanted) {
      flushWanted = false;
      current.sendFlow().pump();
      current.output().flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    boolean writable = context.channel().isWritable();
    // Who does not read is not read from: this bounds what floods of any kind can pile up.
    context.channel().config().setAutoRead(writable);
    watch.writable(writable);
    if (writable && parts != null) {
      wantFlush();
    }
    context.fireChannelWritabilityChanged();
  }

  // ---- Streams.

  /** Whether a new stream may begin. Its id is used up either way. */
  boolean admitStream(int id) {
    return streams.admit(id) && !lastGoAwaySent;
  }

  Http2Stream newStream(int id, long contentLength, boolean remoteEnded) {
    Http2Stream stream =
        new Http2Stream(
            id,
            this,
            sendFlow().initialStreamWindow(),
            limits.streamWindowBytes(),
            contentLength,
            remoteEnded);
    streams.add(stream);
    return stream;
  }

  void removeStream(Http2Stream stream) {
    streams.remove(stream);
    closeIfDrained();
  }

  void endStalledStreams(long nowNanos, long timeoutNanos) {
    if (!sendFlow().hasWaiting()) {
      return;
    }
    for (Http2Stream stream : streams.open()) {
      if (stream.isStalled(nowNanos, timeoutNanos)) {
        resetStream(stream.id, Http2Error.CANCEL);
        stream.cancel("the client took nothing of its answer for too long");
      }
    }
  }

  private void resetStream(int id, Http2Error error) {
    streams.rememberReset(id);
    output().resetStream(id, error.code());
    wantFlush();
  }

  // ---- Failing.

  void failStream(Http2Exception.StreamException failure) {
    int id = failure.streamId();
    LOG.debug(
        "event=stream_failed stream={} error={} reason=\"{}\"",
        id,
        failure.error(),
        failure.getMessage());
    resetStream(id, failure.error());
    Http2Stream stream = streams.get(id);
    if (stream != null) {
      stream.cancel("the client broke the protocol: " + failure.getMessage());
    }
    try {
      guard.reset();
    } catch (Http2Exception e) {
      fail(e);
    }
  }

  void fail(Http2Exception failure) {
    LOG.debug(
        "event=connection_refused remote={} error={} reason=\"{}\"",
        parts().context().channel().remoteAddress(),
        failure.error(),
        failure.getMessage());
    goAway(streams.lastId(), failure.error(), String.valueOf(failure.getMessage()));
    closeAfterFlush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("event=connection_broken remote={}", context.channel().remoteAddress(), cause);
    context.close();
  }

  // ---- Ending.

  private void goAway(int lastStreamId, Http2Error error, String reason) {
    output().goAway(lastStreamId, error.code(), reason.getBytes(StandardCharsets.UTF_8));
  }

  /** Asks the client to connect anew; calls in flight go on (RFC 9113 section 6.8). */
  public void drain(String reason) {
    if (!draining && !closing && parts != null) {
      draining = true;
      watch.draining();
      goAway(Integer.MAX_VALUE, Http2Error.NO_ERROR, reason);
      // When the answer is back the client has seen the GOAWAY, and no new stream is under way.
      output().ping(false, GOAWAY_PING);
      wantFlush();
    }
  }

  void pinged(long content) {
    watch.pingAnswered();
    if (content == GOAWAY_PING && draining) {
      finishDrain();
    }
  }

  void finishDrain() {
    if (!lastGoAwaySent) {
      lastGoAwaySent = true;
      goAway(streams.lastId(), Http2Error.NO_ERROR, "");
      wantFlush();
      closeIfDrained();
    }
  }

  /** The client will make no new calls; the connection ends with its last one. */
  void clientGoesAway() {
    lastGoAwaySent = true;
    closeIfDrained();
  }

  private void closeIfDrained() {
    if (lastGoAwaySent && streams.isEmpty()) {
      closeAfterFlush();
    }
  }

  boolean isClosing() {
    return closing;
  }

  private void closeAfterFlush() {
    if (!closing) {
      closing = true;
      watch.closing();
      flushWanted = true;
      flush();
      parts()
          .context()
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Closes the connection without waiting for anything. */
  public void closeNow() {
    Parts current = parts;
    if (current != null) {
      current.context().close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end();
  }

  private void end() {
    Parts current = parts;
    if (current != null) {
      closing = true;
      streams.open().forEach(stream -> stream.cancel("the connection was closed"));
      current.input().close();
      current.output().release();
      loop.remove(this);
    }
  }

  void sweep(long nowNanos) {
    watch.sweep(nowNanos);
  }
}
