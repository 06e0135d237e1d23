package io.ghostbridge.rpc;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.IdentityHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A transport's threads, with what the connections of each share: epoll where there is one, the
 * JDK's selectors elsewhere. Safe for use by any thread.
 *
 * @param <L> what is kept for each thread, and used by it only
 */
@SuppressWarnings("FutureReturnValueIgnored") // a sweep ends with its loop
public final class EventLoops<L> implements AutoCloseable {
  private static final long SHUTDOWN_TIMEOUT_SECONDS = 10;

  private final boolean epoll;
  private final ExecutorService started;
  private final MultiThreadIoEventLoopGroup group;
  private final IdentityHashMap<EventExecutor, L> loops = new IdentityHashMap<>();

  /**
   * Starts the threads.
   *
   * @param name what the threads' names begin with
   * @param threads how many; 0 means one a processor
   * @param preferEpoll whether Linux's epoll is used where it is available
   * @param newLoop makes what is kept for a thread
   * @param sweep is called on each thread about once a second
   */
  public EventLoops(
      String name,
      int threads,
      boolean preferEpoll,
      Function<EventExecutor, L> newLoop,
      Consumer<L> sweep) {
    epoll = preferEpoll && Epoll.isAvailable();
    IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    started = Executors.newThreadPerTaskExecutor(new DefaultThreadFactory(name, true));
    group = new MultiThreadIoEventLoopGroup(count, started, factory);
    try {
      for (EventExecutor executor : group) {
        L loop = newLoop.apply(executor);
        loops.put(executor, loop);
        executor.scheduleAtFixedRate(() -> sweep.accept(loop), 1, 1, TimeUnit.SECONDS);
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Whether sockets have to be epoll's. */
  public boolean isEpoll() {
    return epoll;
  }

  /** The threads, for sockets. */
  public MultiThreadIoEventLoopGroup group() {
    return group;
  }

  /** How many threads there are. */
  public int count() {
    return loops.size();
  }

  /** What is kept for {@code eventLoop}, one of these threads. */
  public L of(EventLoop eventLoop) {
    L loop = loops.get(eventLoop);
    if (loop == null) {
      throw new IllegalArgumentException("event loop is not of this group");
    }
    return loop;
  }

  /** Runs {@code action} on every loop, and returns when all have. */
  public void onEach(Consumer<L> action) {
    loops.entrySet().stream()
        .map(entry -> entry.getKey().submit(() -> action.accept(entry.getValue())))
        .toList()
        .forEach(done -> done.awaitUninterruptibly(SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS));
  }

  /** Ends the threads; returns when they are gone. */
  @Override
  public void close() {
    group.shutdownGracefully(0, SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    // Netty calls a loop terminated shortly before its thread ends.
    started.close();
  }
}
