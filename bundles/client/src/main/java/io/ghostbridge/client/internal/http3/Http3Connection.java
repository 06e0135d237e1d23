package io.ghostbridge.client.internal.http3;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.concurrent.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/3 connection as a channel of gRPC. Calls beyond what the node allows at once wait for a
 * stream. Methods that say so are of its event loop; the others are for all threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the connection, which is told
public final class Http3Connection extends Channel {
  /** Who keeps the connection; told on its event loop. */
  public interface Keeper {
    /** The node wants no more calls on it; those on the way go on. */
    void draining(Http3Connection connection);

    /** It is gone, and all its calls have ended. */
    void lost(Http3Connection connection);
  }

  /** Of a call that lasts as long as the connection and is no reason to keep it. */
  public static final CallOptions.Key<Boolean> BACKGROUND =
      CallOptions.Key.createWithDefault("ghost.client.background", false);

  private final QuicChannel quic;
  private final String authority;
  private final Executor callbacks;
  private final Liveness liveness;
  private final AtomicInteger openCalls = new AtomicInteger();
  private final Set<CallStream> streams = new LinkedHashSet<>();
  private final LinkedHashSet<CallStream> waiting = new LinkedHashSet<>();

  private @Nullable Keeper keeper;
  private boolean early;
  private volatile boolean established;
  private boolean draining;
  private boolean lost;
  private volatile Status reason = Status.UNAVAILABLE.withDescription("the connection was closed");

  Http3Connection(QuicChannel quic, String authority, Executor callbacks) {
    this.quic = quic;
    this.authority = authority;
    this.callbacks = callbacks;
    this.liveness = new Liveness(quic, () -> fail("it has been silent for too long"));
  }

  @Override
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    return new Http3Call<>(this, method, options, callbacks);
  }

  @Override
  public String authority() {
    return authority;
  }

  /** Calls on it, those that wait for a stream included. */
  public int openCalls() {
    return openCalls.get();
  }

  EventLoop loop() {
    return quic.eventLoop();
  }

  ByteBufAllocator buffers() {
    return quic.alloc();
  }

  /** Who is told from now on, of what has been as well. */
  public void keptBy(Keeper who) {
    loop()
        .execute(
            () -> {
              keeper = who;
              if (lost) {
                who.lost(this);
              } else if (draining) {
                who.draining(this);
              }
            });
  }

  /** Of the event loop. */
  void open(CallStream call) {
    if (lost || draining) {
      call.cancel(NotProcessedException.status("the connection takes no more calls"));
      return;
    }
    streams.add(call);
    if (!call.isBackground()) {
      openCalls.incrementAndGet();
      liveness.busy(true);
    }
    // Before the handshake is complete Netty does not say how many streams are allowed.
    if (waiting.isEmpty() && (early || quic.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) > 0)) {
      create(call);
    } else {
      waiting.add(call);
    }
  }

  private void create(CallStream call) {
    Future<QuicStreamChannel> created =
        Http3.newRequestStreamBootstrap(quic, call).option(ChannelOption.AUTO_READ, false).create();
    created.addListener(
        done -> {
          if (done.isSuccess()) {
            call.opened(created.getNow());
          } else {
            call.cancel(NotProcessedException.status("no stream: " + done.cause().getMessage()));
          }
        });
  }

  /** Calls go as early data until the handshake is complete. Of the event loop. */
  void earlyDataReady() {
    early = !established;
  }

  /** The handshake is complete. Of the event loop. */
  void established() {
    early = false;
    established = true;
    streamsAllowed();
  }

  /** Whether the handshake is complete, or was. */
  public boolean isEstablished() {
    return established;
  }

  /** More streams are allowed. Of the event loop. */
  void streamsAllowed() {
    while (!waiting.isEmpty() && quic.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) > 0) {
      create(waiting.removeFirst());
    }
  }

  /** Of the event loop. */
  void left(CallStream call) {
    waiting.remove(call);
    if (streams.remove(call) && !call.isBackground() && openCalls.decrementAndGet() == 0) {
      liveness.busy(false);
      if (draining) {
        closeQuic();
      }
    }
  }

  /**
   * GOAWAY (RFC 9114 section 5.2), of which a second may leave out more. Of the event loop.
   *
   * @param leftOut the first stream that the node has not acted upon, nor on those after it
   */
  void goAway(long leftOut) {
    List.copyOf(streams).stream()
        .filter(call -> call.id() >= leftOut)
        .forEach(
            call -> call.cancel(NotProcessedException.status("the node has left the call out")));
    if (!draining) {
      draining = true;
      List<CallStream> unsent = List.copyOf(waiting);
      waiting.clear();
      unsent.forEach(
          call -> call.cancel(NotProcessedException.status("the node takes no more calls")));
      if (keeper != null) {
        keeper.draining(this);
      }
      if (openCalls.get() == 0) {
        closeQuic();
      }
    }
  }

  /** Ends it for a reason that its calls are told. Of the event loop. */
  void fail(String why) {
    reason = lostFor(why);
    // Before their streams are closed, which would be all they are told.
    List.copyOf(streams).forEach(call -> call.cancel(reason));
    closeQuic();
  }

  /** The node ended it: what it said before may still come. Of the event loop. */
  void closedByNode(String why) {
    reason = lostFor(why);
    closeQuic();
  }

  private Status lostFor(String why) {
    return Status.UNAVAILABLE.withDescription(
        "the HTTP/3 connection to " + authority + " was lost: " + why);
  }

  /** QUIC's channel is closed. Of the event loop. */
  void gone() {
    if (lost) {
      return;
    }
    lost = true;
    liveness.close();
    waiting.clear();
    List.copyOf(streams).forEach(call -> call.cancel(reason));
    if (keeper != null) {
      keeper.lost(this);
    }
  }

  private void closeQuic() {
    quic.close(true, ErrorCode.NO_ERROR, Unpooled.EMPTY_BUFFER);
  }

  /** Takes no more calls, and is closed when those on the way have ended. */
  public void drain() {
    loop().execute(() -> goAway(Long.MAX_VALUE));
  }

  /** The socket, which others may share. */
  io.netty.channel.Channel socket() {
    return quic.parent();
  }

  /** Done when it is closed. */
  public Future<?> closed() {
    return quic.closeFuture();
  }

  /** Ends it and its calls; the future is that of {@link #closed}. */
  public Future<?> close() {
    loop().execute(() -> fail("the channel was closed"));
    return closed();
  }
}
