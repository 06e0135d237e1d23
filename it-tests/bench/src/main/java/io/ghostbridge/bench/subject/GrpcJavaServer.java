package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.process.Loopback;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceImplBase;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * grpc-java as its users run it when they want speed: Netty, epoll, direct executor, one event loop
 * for the one core. It answers ResolveDomain with one message made at start.
 */
public final class GrpcJavaServer {
  private GrpcJavaServer() {}

  /**
   * @param args the port, and the file that holds the serialized {@code DomainResponse}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    DomainResponse response = DomainResponse.parseFrom(Files.readAllBytes(Path.of(args[1])));
    EventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    EventLoopGroup worker = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    Server server =
        NettyServerBuilder.forAddress(Loopback.at(Integer.parseInt(args[0])))
            .channelType(EpollServerSocketChannel.class)
            .bossEventLoopGroup(acceptor)
            .workerEventLoopGroup(worker)
            .directExecutor()
            .addService(new SameAnswer(response))
            .build()
            .start();
    server.awaitTermination();
  }

  private static final class SameAnswer extends GhostChainServiceImplBase {
    private final DomainResponse response;

    SameAnswer(DomainResponse response) {
      this.response = response;
    }

    @Override
    public void resolveDomain(DomainQuery request, StreamObserver<DomainResponse> observer) {
      observer.onNext(response);
      observer.onCompleted();
    }
  }
}
