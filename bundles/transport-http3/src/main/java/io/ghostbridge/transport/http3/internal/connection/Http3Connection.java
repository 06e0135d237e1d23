package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.rpc.RequestHead;
import io.ghostbridge.rpc.RpcSession;
import io.ghostbridge.transport.http3.internal.early.EarlyData;
import io.ghostbridge.transport.http3.internal.early.EarlyHandshake;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.DefaultHttp3GoAwayFrame;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.http3.Http3SettingsFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicPathEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's side of one connection: its streams, and how it begins and ends. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class Http3Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Http3Connection.class);

  /** "No request is refused yet" (RFC 9114 section 5.2). */
  private static final long HIGHEST_STREAM_ID = (1L << 62) - 4;

  private static final long GOAWAY_ANSWER_MILLIS = 1_000;
  private static final long REFILL_MILLIS = 10_000;

  /** A close takes what is not acknowledged with it; so long the last answer has to arrive. */
  private static final long LINGER_MILLIS = 1_000;

  private static final long NONE_YET = -4;

  private final QuicChannel channel;
  private final Http3Limits limits;
  private final ConnectionLoop loop;
  private final Sessions sessions;
  private final FloodGuard guard;
  private final RequestSections sections;
  private final Set<Http3Stream> streams = new HashSet<>();
  private final long bornNanos = System.nanoTime();
  private final Set<EarlyRequest> earlyRequests = new LinkedHashSet<>();
  private @Nullable RpcSession session;
  private boolean established;
  private long lastStreamId = NONE_YET;
  private int placesTaken;
  private long lastRefillNanos = bornNanos;
  private long drainingSinceNanos;
  private long lastEndNanos = bornNanos - TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
  private boolean lastGoAwaySent;
  private boolean closing;

  /** Begins a connection's calls. */
  public interface Sessions {
    /** Calls will come: begins their session. */
    RpcSession connect(QuicChannel channel);

    /** The handshake is complete. */
    void established(QuicChannel channel);

    /** The connection is gone, established or not. */
    void closed(QuicChannel channel);
  }

  private Http3Connection(
      QuicChannel channel, Http3Limits limits, ConnectionLoop loop, Sessions sessions) {
    this.channel = channel;
    this.limits = limits;
    this.loop = loop;
    this.sessions = sessions;
    this.guard = new FloodGuard(limits);
    this.sections = new RequestSections(loop.sectionReader(), limits.maxHeaderListBytes());
  }

  /** Makes a fresh connection's pipeline. */
  public static void begin(
      QuicChannel channel, Http3Limits limits, ConnectionLoop loop, Sessions sessions) {
    Http3Connection connection = new Http3Connection(channel, limits, loop, sessions);
    Http3SettingsFrame settings =
        new DefaultHttp3SettingsFrame(
            Http3Settings.defaultSettings()
                .maxFieldSectionSize(limits.maxHeaderListBytes())
                // No dynamic table: nothing to fill, nothing to wait for (RFC 9204 section 3.2.3).
                .qpackMaxTableCapacity(0)
                .qpackBlockedStreams(0));
    channel
        .pipeline()
        .addLast(
            connection.new RequestStreams(),
            // Streams of one direction are its.
            new Http3ServerConnectionHandler(
                new ChannelInboundHandlerAdapter(), null, null, settings, true),
            connection);
    loop.add(connection);
  }

  /** Gives each request's stream its one handler, and keeps it from Netty's. */
  private final class RequestStreams extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      QuicStreamChannel stream = (QuicStreamChannel) message;
      if (!established) {
        // The others of the same turn.
        channel.read();
      }
      if (stream.type() == QuicStreamType.UNIDIRECTIONAL) {
        // Three are HTTP/3's own; what else a client opens is of no use here.
        nuisance();
        context.fireChannelRead(stream);
        return;
      }
      // The end comes with the last bytes, not as an event after them.
      stream.config().setReadFrames(true);
      if (!established) {
        stream.pipeline().addLast(early(stream));
      }
      stream.pipeline().addLast(new Http3Stream(Http3Connection.this, stream));
      channel.eventLoop().register(stream);
    }
  }

  Http3Limits limits() {
    return limits;
  }

  RequestSections sections() {
    return sections;
  }

  ConnectionLoop loop() {
    return loop;
  }

  RpcSession session() {
    RpcSession current = session;
    if (current == null) {
      throw new IllegalStateException("a request came before it was asked for");
    }
    return current;
  }

  // ---- Streams.

  /** Takes a place for {@code stream}; false if there is none. */
  boolean admit(Http3Stream stream) {
    if (closing || session == null || placesTaken >= limits.maxConcurrentStreams()) {
      return false;
    }
    if (lastGoAwaySent && stream.id() > lastStreamId) {
      return false;
    }
    lastStreamId = Math.max(lastStreamId, stream.id());
    placesTaken++;
    streams.add(stream);
    guard.useful();
    return true;
  }

  void remove(Http3Stream stream) {
    if (streams.remove(stream)) {
      // Before that a time within a second will do, which needs no clock for each call.
      lastEndNanos = drainingSinceNanos == 0 ? loop.nextSweepNanos() : System.nanoTime();
      closeIfDrained();
    }
  }

  /** A stream is gone, and its handler has answered or returned. */
  void freePlace() {
    placesTaken--;
  }

  void nuisance() {
    if (!guard.nuisance()) {
      fail("more than " + limits.nuisances() + " frames or streams without use in 10 s");
    }
  }

  /** A stream ended before its time, by the client or for its mistake. */
  void wasReset() {
    if (!guard.reset()) {
      fail("more than " + limits.resets() + " stream resets in 10 s");
    } else if (guard.isWornOut()) {
      drain("worn_out");
    }
  }

  /** A stream of which QUIC's library keeps something until the connection ends. */
  void leftover() {
    guard.leftover();
    if (guard.isWornOut()) {
      drain("worn_out");
    }
  }

  // ---- Before the handshake is complete.

  /** Streams of early data are read as well, for which Netty wants to be asked early. */
  @Override
  public void channelRegistered(ChannelHandlerContext context) {
    context.fireChannelRegistered();
    channel.read();
  }

  private EarlyRequest early(QuicStreamChannel stream) {
    if (session == null) {
      session = sessions.connect(channel);
    }
    EarlyRequest request = new EarlyRequest(this, stream);
    earlyRequests.add(request);
    return request;
  }

  boolean mayRunEarly(RequestHead head) {
    EarlyHandshake handshake = EarlyData.of(channel);
    return handshake != null
        && handshake.verdict() == EarlyHandshake.Verdict.FIRST
        && session().mayRunEarly(head);
  }

  /** What is called is known of a request: it runs, or is held. */
  void early(boolean held) {
    EarlyHandshake handshake = EarlyData.of(channel);
    if (handshake != null) {
      handshake.statistics().call(held);
    }
  }

  void left(EarlyRequest request) {
    earlyRequests.remove(request);
  }

  // ---- Events.

  @Override
  public void channelActive(ChannelHandlerContext context) {
    established = true;
    EarlyData.forget(channel);
    if (session == null) {
      session = sessions.connect(channel);
    }
    sessions.established(channel);
    context.fireChannelActive();
    List.copyOf(earlyRequests).forEach(EarlyRequest::release);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case QuicPathEvent.PeerMigrated migrated ->
          LOG.debug("event=peer_migrated remote={}", migrated.remote());
      case QuicConnectionCloseEvent close ->
          LOG.debug("event=closed_by_peer remote={} code={}", remote(), close.error());
      default -> {}
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("event=connection_failed remote={} reason=\"{}\"", remote(), cause.getMessage());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    leaveLoop();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    leaveLoop();
  }

  private void leaveLoop() {
    closing = true;
    if (loop.remove(this)) {
      sessions.closed(channel);
    }
  }

  private @Nullable Object remote() {
    return channel.remoteSocketAddress();
  }

  // ---- Time.

  void sweep(long nowNanos) {
    if (!established) {
      if (isPast(nowNanos, bornNanos, limits.handshakeTimeoutMillis())) {
        closeNow();
      }
      return;
    }
    if (isPast(nowNanos, lastRefillNanos, REFILL_MILLIS)) {
      lastRefillNanos = nowNanos;
      guard.refill();
    }
    long stallNanos = TimeUnit.MILLISECONDS.toNanos(limits.stallTimeoutMillis());
    new ArrayList<>(streams).forEach(stream -> stream.sweep(nowNanos, stallNanos));
    long age = limits.maxConnectionAgeMillis();
    if (age > 0 && isPast(nowNanos, bornNanos, age)) {
      drain("max_age");
    }
    if (isPast(nowNanos, drainingSinceNanos, GOAWAY_ANSWER_MILLIS)) {
      sendLastGoAway();
    }
    if (isPast(nowNanos, drainingSinceNanos, limits.maxConnectionAgeGraceMillis())) {
      closeNow();
    }
  }

  private static boolean isPast(long nowNanos, long sinceNanos, long millis) {
    return sinceNanos != 0 && nowNanos - sinceNanos > TimeUnit.MILLISECONDS.toNanos(millis);
  }

  // ---- The end.

  /**
   * Asks the client to connect anew: calls in flight go on, and those that it sends before it has
   * heard of it are served as well (RFC 9114 section 5.2).
   */
  public void drain(String why) {
    if (drainingSinceNanos != 0 || closing) {
      return;
    }
    drainingSinceNanos = System.nanoTime();
    LOG.debug("event=connection_draining remote={} why={}", remote(), why);
    if (streams.isEmpty()) {
      sendLastGoAway();
    } else {
      goAway(HIGHEST_STREAM_ID);
    }
  }

  private void sendLastGoAway() {
    if (!lastGoAwaySent) {
      lastGoAwaySent = true;
      goAway(lastStreamId + 4);
      closeIfDrained();
    }
  }

  private void goAway(long streamId) {
    QuicStreamChannel control = Http3.getLocalControlStream(channel);
    if (control != null) {
      control.writeAndFlush(new DefaultHttp3GoAwayFrame(streamId));
    }
  }

  private void closeIfDrained() {
    if (!lastGoAwaySent || !streams.isEmpty() || closing) {
      return;
    }
    long lingering =
        LINGER_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastEndNanos);
    if (lingering <= 0) {
      close(Http3Error.NO_ERROR, "");
    } else {
      channel.eventLoop().schedule(this::closeIfDrained, lingering, TimeUnit.MILLISECONDS);
    }
  }

  private void fail(String reason) {
    fail(new ConnectionErrorException(Http3Error.EXCESSIVE_LOAD, reason));
  }

  /** Ends the connection for a mistake of the client's. */
  void fail(ConnectionErrorException error) {
    LOG.debug("event=connection_refused remote={} reason=\"{}\"", remote(), error.getMessage());
    close(error.code(), String.valueOf(error.getMessage()));
  }

  /** Ends the connection and all that is in flight. */
  public void closeNow() {
    close(Http3Error.NO_ERROR, "");
  }

  private void close(int code, String reason) {
    if (!closing) {
      closing = true;
      channel.close(true, code, Unpooled.copiedBuffer(reason, StandardCharsets.UTF_8));
    }
  }
}
