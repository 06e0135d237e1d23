package io.ghostbridge.chain.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.crypto.ed25519.internal.Ed25519Scheme;
import io.ghostbridge.ledger.internal.LedgerService;
import io.ghostbridge.ledger.internal.chain.Chain;
import io.ghostbridge.ledger.internal.chain.ChainSettings;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.names.internal.NamesComponent;
import io.ghostbridge.names.ledger.internal.LedgerNames;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.sequencer.local.internal.LocalSequencer;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Ledger, sequencer, names and this service, wired as in a node, and a client of them. */
final class RealChain {
  static final ChainParameters PARAMETERS =
      new ChainParameters(
          "test-1", Amount.parse("0.0001"), Amount.ofGhost(1), 1000, 100_000, 500, 65_536);

  final Ed25519Scheme scheme = new Ed25519Scheme();
  final SigningKey nodeKey = scheme.fromSeed(new byte[32]);
  final SigningKey operatorKey = scheme.fromSeed(filled(1));
  final Chain chain;
  final ChainService service;

  private final NamesComponent names;
  private final LocalSequencer sequencer;
  private final Server server;
  private final ManagedChannel channel;

  RealChain(Path data) throws Exception {
    AtomicReference<LedgerNames> listener = new AtomicReference<>();
    TreeMap<Address, Amount> supply =
        new TreeMap<>(
            Map.of(Address.ofEd25519(operatorKey.publicKey().toByteArray()), Amount.ofGhost(1000)));
    chain =
        new Chain(
            new ChainSettings(
                data.resolve("ledger"),
                new ChainRules(PARAMETERS, "ghost"),
                Optional.of(supply),
                () -> supply,
                8 << 20,
                8,
                64),
            algorithm -> scheme,
            block -> {
              LedgerNames told = listener.get();
              if (told != null) {
                told.committed(block);
              }
            });
    sequencer =
        Defaults.component(
            LocalSequencer.class, List.of(chain, nodeKey), Map.of("maxBlockWaitMillis", 5));
    Ledger ledger = new LedgerService(chain, sequencer);
    LedgerNames source = Defaults.component(LedgerNames.class, List.of(ledger), Map.of());
    listener.set(source);
    names = new NamesComponent(data, 1, 1);
    names.addSource(source, Map.of());
    service = new ChainService(ledger, names, nodeKey, 1 << 20, 2000, 256);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .addService(service)
            .build()
            .start();
    channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
            .usePlaintext()
            .build();
  }

  static byte[] filled(int value) {
    byte[] seed = new byte[32];
    java.util.Arrays.fill(seed, (byte) value);
    return seed;
  }

  GhostChainServiceGrpc.GhostChainServiceBlockingStub blocking() {
    return GhostChainServiceGrpc.newBlockingStub(channel);
  }

  GhostChainServiceGrpc.GhostChainServiceStub async() {
    return GhostChainServiceGrpc.newStub(channel);
  }

  void close() throws ReflectiveOperationException {
    service.close();
    channel.shutdownNow();
    server.shutdownNow();
    names.close();
    var stop = LocalSequencer.class.getDeclaredMethod("stop");
    stop.setAccessible(true);
    stop.invoke(sequencer);
    chain.close();
    operatorKey.close();
    nodeKey.close();
    scheme.close();
  }
}
