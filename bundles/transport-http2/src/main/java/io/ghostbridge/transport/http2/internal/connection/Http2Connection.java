package io.ghostbridge.transport.http2.internal.connection;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.ghostbridge.rpc.RpcSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's side of one connection: its streams, its windows, its beginning and its end. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class Http2Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);
  private static final int DEFAULT_WINDOW = 65_535;
  private static final int CLOSE_TIMEOUT_MILLIS = 5_000;
  private static final long GOAWAY_PING = 0x676f617761790000L;
  private static final long KEEPALIVE_PING = 0x6b656570616c6976L;

  private final Http2Limits limits;
  private final ConnectionLoop loop;
  private final SessionFactory sessions;
  private final FloodGuard guard;
  private final IntObjectHashMap<Http2Stream> streams = new IntObjectHashMap<>(4);
  private final ResetMemory resets = new ResetMemory();
  private final long bornNanos = System.nanoTime();

  private @Nullable Parts parts;
  private @Nullable ByteBuf partial;
  private int lastStreamId;
  private int slotsUsed;
  private int receiveWindow = DEFAULT_WINDOW;
  private int toReturn;
  private boolean clientReady;
  private boolean settingsSeen;
  private boolean reading;
  private boolean flushWanted;
  private boolean flushScheduled;

  private long lastReadNanos = bornNanos;
  private long incompleteSinceNanos;
  private long unwritableSinceNanos;
  private long pingSentNanos;
  private long lastRefillNanos = bornNanos;
  private long goAwayNanos;
  private long closingNanos;
  private boolean finalGoAway;

  /** What exists once the handler is in its pipeline. */
  private record Parts(
      ChannelHandlerContext context,
      FrameOutput output,
      SendFlow sendFlow,
      FrameEvents events,
      DefaultHttp2FrameReader reader) {}

  /** Begins a connection's calls once its peer is known. */
  public interface SessionFactory {
    RpcSession connect(Channel channel);
  }

  public Http2Connection(Http2Limits limits, ConnectionLoop loop, SessionFactory sessions) {
    this.limits = limits;
    this.loop = loop;
    this.sessions = sessions;
    this.guard = new FloodGuard(limits.nuisanceFrames(), limits.resets());
  }

  private Parts parts() {
    Parts current = parts;
    if (current == null) {
      throw new IllegalStateException("the connection is in no pipeline");
    }
    return current;
  }

  Http2Limits limits() {
    return limits;
  }

  FrameOutput output() {
    return parts().output();
  }

  SendFlow sendFlow() {
    return parts().sendFlow();
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
    parts =
        new Parts(
            context,
            output,
            new SendFlow(context.channel(), output),
            new FrameEvents(this, sessions.connect(context.channel()), guard),
            new DefaultHttp2FrameReader(
                new FieldsDecoder(loop.fields(), limits.maxHeaderListBytes())));
    loop.add(this);
    output.settings(
        new Http2Settings()
            .maxConcurrentStreams(limits.maxConcurrentStreams())
            .initialWindowSize(limits.streamWindowBytes())
            .maxHeaderListSize(limits.maxHeaderListBytes()));
    if (limits.connectionWindowBytes() > DEFAULT_WINDOW) {
      output.windowUpdate(0, limits.connectionWindowBytes() - DEFAULT_WINDOW);
      receiveWindow = limits.connectionWindowBytes();
    }
    output.flush();
  }

  // ---- Reading.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf input = (ByteBuf) message;
    lastReadNanos = System.nanoTime();
    if (closingNanos != 0) {
      input.release();
      return;
    }
    Parts current = parts();
    int before = current.events().count();
    ByteBuf begun = partial;
    ByteBuf data = input;
    if (begun != null) {
      partial = null;
      data = begun.writeBytes(input);
      input.release();
    }
    reading = true;
    try {
      decode(current, data);
      keepRest(context, data, current.events().count() != before);
    } finally {
      reading = false;
      data.release();
    }
  }

  private void keepRest(ChannelHandlerContext context, ByteBuf data, boolean progress) {
    int rest = data.readableBytes();
    if (rest > 0) {
      // Copied, so that a few bytes do not keep a whole read buffer.
      partial = context.alloc().buffer(Math.max(256, rest)).writeBytes(data);
    }
    if (progress) {
      incompleteSinceNanos = rest > 0 ? lastReadNanos : 0;
    } else if (incompleteSinceNanos == 0) {
      incompleteSinceNanos = lastReadNanos;
    }
  }

  private void decode(Parts current, ByteBuf data) {
    try {
      if (!clientReady && !readPreface(data)) {
        return;
      }
    } catch (Http2Exception e) {
      connectionFailed(e);
      return;
    }
    while (data.isReadable() && closingNanos == 0) {
      int readable = data.readableBytes();
      try {
        current.reader().readFrame(current.context(), data, current.events());
        return;
      } catch (Http2Exception e) {
        if (e instanceof Http2Exception.StreamException streamFailure) {
          streamFailed(streamFailure);
          if (data.readableBytes() == readable) {
            return;
          }
        } else {
          connectionFailed(e);
        }
      } catch (RuntimeException e) {
        LOG.warn(
            "event=connection_failed remote={}", current.context().channel().remoteAddress(), e);
        connectionFailed(connectionError(Http2Error.INTERNAL_ERROR, "internal error"));
      }
    }
  }

  /** Reads the client's preface; false if more bytes are needed. */
  private boolean readPreface(ByteBuf data) throws Http2Exception {
    int readable = data.readableBytes();
    int length = ClientPreface.LENGTH;
    if (!ClientPreface.matches(data, Math.min(readable, length))) {
      throw connectionError(
          Http2Error.PROTOCOL_ERROR, "this port speaks gRPC over HTTP/2 with prior knowledge");
    }
    if (readable < length + ClientPreface.SETTINGS_START) {
      return false;
    }
    if (!ClientPreface.isFollowedBySettings(data)) {
      throw connectionError(Http2Error.PROTOCOL_ERROR, "the first frame has to be SETTINGS");
    }
    data.skipBytes(length);
    clientReady = true;
    return true;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flush();
    context.fireChannelReadComplete();
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
    // Who does not read gets nothing to answer: this bounds what floods of any kind can pile up.
    context.channel().config().setAutoRead(writable);
    unwritableSinceNanos = writable ? 0 : System.nanoTime();
    if (writable) {
      wantFlush();
    }
    context.fireChannelWritabilityChanged();
  }

  // ---- Streams.

  @Nullable Http2Stream stream(int id) {
    return streams.get(id);
  }

  int lastStreamId() {
    return lastStreamId;
  }

  /** Whether a new stream may begin. Its id is used up either way. */
  boolean admitStream(int id) {
    lastStreamId = id;
    boolean admitted = slotsUsed < limits.maxConcurrentStreams() && !finalGoAway;
    if (!admitted) {
      resets.add(id);
    }
    return admitted;
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
    slotsUsed++;
    streams.put(id, stream);
    return stream;
  }

  void removeStream(Http2Stream stream) {
    streams.remove(stream.id);
    if (streams.isEmpty() && finalGoAway) {
      closeAfterFlush();
    }
  }

  void slotFreed() {
    slotsUsed--;
  }

  void rememberReset(int id) {
    resets.add(id);
  }

  boolean wasReset(int id) {
    return resets.contains(id);
  }

  // ---- Windows and settings.

  void receive(int bytes) throws Http2Exception {
    receiveWindow -= bytes;
    if (receiveWindow < 0) {
      throw connectionError(Http2Error.FLOW_CONTROL_ERROR, "the connection's window was overrun");
    }
  }

  void returnToConnectionWindow(int bytes) {
    toReturn += bytes;
    if (toReturn >= limits.connectionWindowBytes() / 2) {
      receiveWindow += toReturn;
      output().windowUpdate(0, toReturn);
      wantFlush();
      toReturn = 0;
    }
  }

  void apply(Http2Settings settings) throws Http2Exception {
    settingsSeen = true;
    FrameOutput output = output();
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
      long change = (long) window - sendFlow().initialStreamWindow();
      sendFlow().initialStreamWindow(window);
      for (Http2Stream stream : streams.values()) {
        long widened = stream.sendWindow + change;
        if (widened > Integer.MAX_VALUE) {
          throw connectionError(
              Http2Error.FLOW_CONTROL_ERROR, "window of stream %d overflows", stream.id);
        }
        stream.sendWindow = (int) widened;
        sendFlow().offer(stream);
      }
    }
    output.settingsAck();
    wantFlush();
  }

  // ---- Failing.

  private void streamFailed(Http2Exception.StreamException failure) {
    int id = failure.streamId();
    Http2Stream stream = streams.get(id);
    LOG.debug(
        "event=stream_failed stream={} error={} reason=\"{}\"",
        id,
        failure.error(),
        failure.getMessage());
    lastStreamId = Math.max(lastStreamId, id);
    resets.add(id);
    output().resetStream(id, failure.error().code());
    wantFlush();
    if (stream != null) {
      stream.cancel("the client broke the protocol: " + failure.getMessage());
    }
    try {
      guard.reset();
    } catch (Http2Exception e) {
      connectionFailed(e);
    }
  }

  private void connectionFailed(Http2Exception failure) {
    LOG.debug(
        "event=connection_refused remote={} error={} reason=\"{}\"",
        parts().context().channel().remoteAddress(),
        failure.error(),
        failure.getMessage());
    goAway(lastStreamId, failure.error(), String.valueOf(failure.getMessage()));
    closeAfterFlush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("event=connection_broken remote={}", context.channel().remoteAddress(), cause);
    context.close();
  }

  // ---- Ending.

  private void goAway(int last, Http2Error error, String reason) {
    output().goAway(last, error.code(), reason.getBytes(StandardCharsets.UTF_8));
  }

  /** Asks the client to connect anew; calls in flight go on (RFC 9113 section 6.8). */
  public void drain(String reason) {
    if (goAwayNanos == 0 && closingNanos == 0 && parts != null) {
      goAwayNanos = System.nanoTime();
      goAway(Integer.MAX_VALUE, Http2Error.NO_ERROR, reason);
      // When the answer is back the client has seen the GOAWAY, and no new stream is under way.
      output().ping(false, GOAWAY_PING);
      wantFlush();
    }
  }

  void pinged(long content) {
    pingSentNanos = 0;
    if (content == GOAWAY_PING && goAwayNanos != 0) {
      finishDrain();
    }
  }

  private void finishDrain() {
    if (!finalGoAway) {
      finalGoAway = true;
      goAway(lastStreamId, Http2Error.NO_ERROR, "");
      wantFlush();
      if (streams.isEmpty()) {
        closeAfterFlush();
      }
    }
  }

  /** The client will make no new calls; the connection ends with its last one. */
  void clientGoesAway() {
    finalGoAway = true;
    if (streams.isEmpty()) {
      closeAfterFlush();
    }
  }

  private void closeAfterFlush() {
    if (closingNanos == 0) {
      closingNanos = System.nanoTime();
      flushWanted = true;
      flush();
      ChannelHandlerContext context = parts().context();
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
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
    if (current == null) {
      return;
    }
    if (closingNanos == 0) {
      closingNanos = System.nanoTime();
    }
    List<Http2Stream> open = new ArrayList<>(streams.values());
    open.forEach(stream -> stream.cancel("the connection was closed"));
    ByteBuf begun = partial;
    partial = null;
    if (begun != null) {
      begun.release();
    }
    current.reader().close();
    current.output().release();
    loop.remove(this);
  }

  // ---- Watching, about once a second.

  void sweep(long nowNanos) {
    if (closingNanos != 0) {
      if (isPast(nowNanos, closingNanos, CLOSE_TIMEOUT_MILLIS)) {
        closeNow();
      }
      return;
    }
    if (nowNanos - lastRefillNanos > TimeUnit.SECONDS.toNanos(10)) {
      lastRefillNanos = nowNanos;
      guard.refill();
    }
    if (!settingsSeen && isPast(nowNanos, bornNanos, limits.handshakeTimeoutMillis())) {
      tooSlow("no SETTINGS came within %d ms", limits.handshakeTimeoutMillis());
    } else if (isPast(nowNanos, incompleteSinceNanos, limits.frameTimeoutMillis())) {
      tooSlow("a frame or header block took longer than %d ms", limits.frameTimeoutMillis());
    } else if (isPast(nowNanos, unwritableSinceNanos, limits.stallTimeoutMillis())) {
      closeNow();
    } else {
      sweepStreams(nowNanos);
      sweepAge(nowNanos);
      sweepKeepalive(nowNanos);
      flush();
    }
  }

  private static boolean isPast(long nowNanos, long sinceNanos, long millis) {
    return sinceNanos != 0 && nowNanos - sinceNanos > TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void tooSlow(String reason, long millis) {
    connectionFailed(connectionError(Http2Error.ENHANCE_YOUR_CALM, reason, millis));
  }

  private void sweepStreams(long nowNanos) {
    if (!sendFlow().hasWaiting()) {
      return;
    }
    long timeoutNanos = TimeUnit.MILLISECONDS.toNanos(limits.stallTimeoutMillis());
    for (Http2Stream stream : new ArrayList<>(streams.values())) {
      if (stream.isStalled(nowNanos, timeoutNanos)) {
        output().resetStream(stream.id, Http2Error.CANCEL.code());
        rememberReset(stream.id);
        stream.cancel("the client took nothing of its answer for too long");
        wantFlush();
      }
    }
  }

  private void sweepAge(long nowNanos) {
    long age = limits.maxConnectionAgeMillis();
    if (age > 0 && goAwayNanos == 0 && isPast(nowNanos, bornNanos, age)) {
      drain("max_age");
    }
    if (goAwayNanos != 0) {
      if (isPast(nowNanos, goAwayNanos, 1_000)) {
        finishDrain();
      }
      if (isPast(nowNanos, goAwayNanos, limits.maxConnectionAgeGraceMillis())) {
        closeNow();
      }
    }
  }

  private void sweepKeepalive(long nowNanos) {
    if (pingSentNanos != 0) {
      if (lastReadNanos - pingSentNanos > 0) {
        pingSentNanos = 0;
      } else if (isPast(nowNanos, pingSentNanos, limits.keepaliveTimeoutMillis())) {
        closeNow();
      }
    } else if (limits.keepaliveMillis() > 0
        && isPast(nowNanos, lastReadNanos, limits.keepaliveMillis())) {
      pingSentNanos = nowNanos;
      output().ping(false, KEEPALIVE_PING);
      wantFlush();
    }
  }
}
