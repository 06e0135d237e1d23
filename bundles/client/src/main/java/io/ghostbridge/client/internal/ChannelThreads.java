package io.ghostbridge.client.internal;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads of one channel: a few for the network, virtual ones for listeners of calls. */
final class ChannelThreads {
  private static final int MOST_NETWORK_THREADS = 4;
  private static final long END_SECONDS = 5;

  private final NetworkThreads made = new NetworkThreads();
  private final EventLoopGroup network =
      new MultiThreadIoEventLoopGroup(
          Math.min(MOST_NETWORK_THREADS, Runtime.getRuntime().availableProcessors()),
          made,
          NioIoHandler.newFactory());
  private final ExecutorService callbacks =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("ghost-client-call-", 0).factory());

  /** Remembers its threads: Netty reports a loop as terminated while its thread still runs. */
  private static final class NetworkThreads extends DefaultThreadFactory {
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    NetworkThreads() {
      super("ghost-client-network", true);
    }

    @Override
    protected Thread newThread(Runnable body, String name) {
      Thread thread = super.newThread(body, name);
      threads.add(thread);
      return thread;
    }

    void join() throws InterruptedException {
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
      }
    }
  }

  /** Also the timer. */
  EventLoopGroup network() {
    return network;
  }

  ExecutorService callbacks() {
    return callbacks;
  }

  /** Returns when they have ended; a listener that does not return is interrupted. */
  void close() throws InterruptedException {
    network.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).await();
    made.join();
    callbacks.shutdown();
    if (!callbacks.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
      callbacks.shutdownNow();
    }
  }
}
