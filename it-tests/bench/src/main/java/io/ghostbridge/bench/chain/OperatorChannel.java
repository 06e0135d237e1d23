package io.ghostbridge.bench.chain;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A channel to a node through its Unix domain socket, as operators have it. */
public final class OperatorChannel implements AutoCloseable {
  private static final long END_SECONDS = 10;

  /**
   * grpc-java asks every channel for SO_KEEPALIVE, and Netty warns that a domain socket has none.
   */
  private static final Logger BOOTSTRAP = Logger.getLogger("io.netty.bootstrap");

  static {
    BOOTSTRAP.setLevel(Level.SEVERE);
  }

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ManagedChannel channel;

  /**
   * @param socket the node's {@code admin.sock}
   */
  public OperatorChannel(Path socket) {
    channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
            .eventLoopGroup(loop)
            .channelType(EpollDomainSocketChannel.class)
            .overrideAuthority("localhost")
            .usePlaintext()
            .build();
  }

  /** For stubs. */
  public Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    boolean ended =
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS)
            .awaitUninterruptibly(END_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      System.err.println("the event loop of the operator's client does not end");
    }
  }
}
