package io.ghostbridge.transport.http2.internal;

import com.google.protobuf.ByteString;
import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.transport.http2.internal.connection.Http2Limits;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Serves ResolveDomain from a map, for a load generator to measure: {@code ResolveBench ours|grpc
 * PORT [blocking]}. Runs until it is killed.
 */
final class ResolveBench {
  private ResolveBench() {}

  /** The handler that both servers have. */
  private static final class Service extends GhostChainServiceGrpc.GhostChainServiceImplBase {
    private final Map<String, DomainResponse> answers =
        Map.of(
            "alice.ghost",
            DomainResponse.newBuilder()
                .setDomain("alice.ghost")
                .addRecords(DNSRecord.newBuilder().setType("A").setValue("192.0.2.1").setTtl(300))
                .addRecords(
                    DNSRecord.newBuilder().setType("AAAA").setValue("2001:db8::1").setTtl(300))
                .setOwnerId("ghost1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq")
                .setSignature(ByteString.copyFrom(new byte[64]))
                .setTimestamp(1_790_000_000L)
                .setTtl(300)
                .build());

    @Override
    public void resolveDomain(DomainQuery query, StreamObserver<DomainResponse> answer) {
      DomainResponse found = answers.get(query.getDomain());
      answer.onNext(found == null ? DomainResponse.getDefaultInstance() : found);
      answer.onCompleted();
    }
  }

  public static void main(String[] arguments) throws Exception {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
    if (arguments[0].equals("grpc")) {
      MultiThreadIoEventLoopGroup group =
          new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
      NettyServerBuilder.forAddress(address)
          .directExecutor()
          .bossEventLoopGroup(group)
          .workerEventLoopGroup(group)
          .channelType(EpollServerSocketChannel.class)
          .addService(new Service())
          .build()
          .start();
    } else {
      Rpc rpc = new Rpc(4 << 20, 16 << 20, 128L << 20, Duration.ofSeconds(1));
      Service service = new Service();
      rpc.registry()
          .add(
              service,
              service.bindService(),
              arguments.length > 2 ? Set.of() : Set.of("ResolveDomain"));
      new Http2Server(
              new ServerLimits(1, true, 20_000, 20_000, 1000, Http2Limits.DEFAULTS),
              rpc.dispatcher())
          .listen(address, new Plaintext());
    }
    System.out.println("listening on " + address);
    Thread.currentThread().join();
  }
}
