package io.ghostbridge.chain.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.crypto.ed25519.internal.Ed25519Scheme;
import io.ghostbridge.names.internal.NamesComponent;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;

/** The service on a chain in memory, behind grpc-java's own server, and a client of it. */
final class ServedChain implements AutoCloseable {
  static final int MAXIMUM_QUERIES = 100;

  final MemoryLedger ledger = new MemoryLedger();
  final FixedSource source = new FixedSource();
  final ChainService service;

  private final Ed25519Scheme scheme = new Ed25519Scheme();
  private final SigningKey key = scheme.fromSeed(new byte[32]);
  private final NamesComponent names;
  private final Server server;
  private final ManagedChannel channel;

  ServedChain(Path data, int maximumSubscribers) throws IOException {
    names = new NamesComponent(data, 1, 1);
    names.addSource(source, Map.of());
    service = new ChainService(ledger, names, key, 1 << 20, maximumSubscribers, MAXIMUM_QUERIES);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .addService(service)
            .build()
            .start();
    channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
            .flowControlWindow(1 << 16)
            .usePlaintext()
            .build();
  }

  GhostChainServiceGrpc.GhostChainServiceBlockingStub blocking() {
    return GhostChainServiceGrpc.newBlockingStub(channel);
  }

  GhostChainServiceGrpc.GhostChainServiceStub async() {
    return GhostChainServiceGrpc.newStub(channel);
  }

  @Override
  public void close() {
    service.close();
    channel.shutdownNow();
    server.shutdownNow();
    names.close();
    key.close();
    scheme.close();
  }
}
