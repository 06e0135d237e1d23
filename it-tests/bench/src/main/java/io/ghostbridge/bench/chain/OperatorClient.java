package io.ghostbridge.bench.chain;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.proto.dns.v1.CacheFlushRequest;
import io.ghostbridge.proto.dns.v1.GhostDNSServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
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

/** An operator's calls, through the node's Unix domain socket. */
public final class OperatorClient {
  private static final long CALL_SECONDS = 10;

  /**
   * grpc-java asks every channel for SO_KEEPALIVE, and Netty warns that a domain socket has none.
   */
  private static final Logger BOOTSTRAP = Logger.getLogger("io.netty.bootstrap");

  static {
    BOOTSTRAP.setLevel(Level.SEVERE);
  }

  private OperatorClient() {}

  /**
   * Makes the node forget every answer that it keeps.
   *
   * @param socket the node's {@code admin.sock}
   */
  public static void flushCache(Path socket) throws BenchmarkException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
            .eventLoopGroup(loop)
            .channelType(EpollDomainSocketChannel.class)
            .overrideAuthority("localhost")
            .usePlaintext()
            .build();
    try {
      GhostDNSServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
          .flushCache(CacheFlushRequest.newBuilder().setFlushAll(true).build());
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException("FlushCache ended with " + e.getStatus(), e);
    } finally {
      channel.shutdownNow();
      boolean ended =
          loop.shutdownGracefully(0, 1, TimeUnit.SECONDS)
              .awaitUninterruptibly(CALL_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        System.err.println("the event loop of the operator's client does not end");
      }
    }
  }
}
