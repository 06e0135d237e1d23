package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.transport.http3.internal.connection.ConnectionLoop;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The transport's threads: epoll where there is one, the JDK's selectors elsewhere. */
@SuppressWarnings("FutureReturnValueIgnored") // a sweep ends with its loop
final class EventLoops {
  private static final long SHUTDOWN_TIMEOUT_SECONDS = 10;

  private final boolean epoll;
  private final MultiThreadIoEventLoopGroup group;
  private final IdentityHashMap<EventExecutor, ConnectionLoop> loops = new IdentityHashMap<>();
  private final List<Thread> started = new CopyOnWriteArrayList<>();

  /**
   * Starts the threads.
   *
   * @param threads how many; 0 means one a processor
   */
  EventLoops(int threads, boolean preferEpoll) {
    epoll = preferEpoll && Epoll.isAvailable();
    IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    group =
        new MultiThreadIoEventLoopGroup(
            count, new DefaultThreadFactory("transport.http3", true), factory);
    for (EventExecutor executor : group) {
      ConnectionLoop loop = new ConnectionLoop(executor);
      loops.put(executor, loop);
      // Asked for in a task: a thread factory of ours would be held as long as the ended thread is.
      executor.execute(() -> started.add(Thread.currentThread()));
      executor.scheduleAtFixedRate(loop::sweep, 1, 1, TimeUnit.SECONDS);
    }
  }

  boolean isEpoll() {
    return epoll;
  }

  MultiThreadIoEventLoopGroup group() {
    return group;
  }

  /** UDP sockets. */
  Class<? extends Channel> udp() {
    return epoll ? EpollDatagramChannel.class : NioDatagramChannel.class;
  }

  /** How many sockets share the work: with epoll one a thread. */
  int sockets() {
    return epoll ? loops.size() : 1;
  }

  ConnectionLoop of(EventLoop eventLoop) {
    ConnectionLoop loop = loops.get(eventLoop);
    if (loop == null) {
      throw new IllegalArgumentException("event loop is not of this group");
    }
    return loop;
  }

  /** Runs {@code action} on every loop, and returns when all have. */
  void onEach(Consumer<ConnectionLoop> action) {
    loops.entrySet().stream()
        .map(entry -> entry.getKey().submit(() -> action.accept(entry.getValue())))
        .toList()
        .forEach(done -> done.awaitUninterruptibly(SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS));
  }

  /** Ends the threads; returns when they are gone. */
  void close() {
    group.shutdownGracefully(0, SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    awaitThreads();
  }

  /** Netty calls a loop terminated shortly before its thread ends. */
  private void awaitThreads() {
    boolean interrupted = false;
    for (Thread thread : started) {
      try {
        thread.join(Duration.ofSeconds(SHUTDOWN_TIMEOUT_SECONDS));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
