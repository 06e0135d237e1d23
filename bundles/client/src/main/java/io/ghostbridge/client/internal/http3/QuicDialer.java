package io.ghostbridge.client.internal.http3;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.quic.QuicSslContext;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Makes connections; those to one node share sockets on each event loop. For all threads. */
public final class QuicDialer {
  private final EventLoopGroup group;
  private final QuicSslContext tls;
  private final Executor callbacks;
  private final int timeoutMillis;

  /** The newest of each way; an entry is its event loop's to read and to write. */
  private final Map<Way, QuicSocket> sockets = new ConcurrentHashMap<>();

  private record Way(EventLoop loop, InetSocketAddress address, String host) {}

  /**
   * @param group where connections live
   * @param callbacks where listeners of calls are told that bring no executor
   * @param timeoutMillis for the handshake
   */
  public QuicDialer(
      EventLoopGroup group, QuicSslContext tls, Executor callbacks, int timeoutMillis) {
    this.group = group;
    this.tls = tls;
    this.callbacks = callbacks;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Connects.
   *
   * @param host whose name the node's certificate has to have
   * @param authority of calls that name none
   * @return fails if there is no connection; may be completed on any thread
   */
  public CompletableFuture<Http3Connection> dial(
      InetSocketAddress address, String host, String authority) {
    return dial(address, host, authority, _ -> {});
  }

  /**
   * Connects, as above.
   *
   * @param early given the connection before its handshake is complete, on its event loop, if it
   *     sends early data: calls that may be made twice can be made on it
   */
  public CompletableFuture<Http3Connection> dial(
      InetSocketAddress address, String host, String authority, Consumer<Http3Connection> early) {
    CompletableFuture<Http3Connection> result = new CompletableFuture<>();
    EventLoop loop = group.next();
    Way way = new Way(loop, address, host);
    try {
      loop.execute(() -> socket(way).dial(authority, callbacks, timeoutMillis, early, result));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  private QuicSocket socket(Way way) {
    QuicSocket open = sockets.get(way);
    if (open != null && open.takesMore()) {
      return open;
    }
    QuicSocket made = new QuicSocket(way.loop, way.address, way.host, tls);
    sockets.put(way, made);
    made.whenClosed(() -> sockets.remove(way, made));
    return made;
  }
}
