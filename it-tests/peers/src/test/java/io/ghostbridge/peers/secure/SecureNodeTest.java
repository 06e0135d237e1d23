package io.ghostbridge.peers.secure;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.peers.NodeClient;
import io.ghostbridge.peers.interop.GhostBridgeServer;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import io.ghostbridge.secure.channel.internal.call.SecureInterceptor;
import io.ghostbridge.secure.channel.internal.call.SessionService;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.session.SessionLimits;
import io.ghostbridge.secure.channel.internal.session.Sessions;
import io.ghostbridge.secure.channel.internal.session.SystemClock;
import io.grpc.testing.integration.TestServiceImpl;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A client in JavaScript, with Node's cryptography and @noble's, written from the document. */
class SecureNodeTest {
  private static final int VECTOR_CASES = 12;
  private static final int CASES = 20;
  private static final Path PROTO = Path.of("../../proto/src/main/proto").toAbsolutePath();
  private static final SessionLimits LIMITS =
      new SessionLimits(
          60_000,
          3_600_000,
          1L << 26,
          1L << 36,
          86_400_000,
          3_600_000,
          10_000,
          1000,
          100,
          100,
          65_536);

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> theDocumentsVectorsAreWhatTheClientMakes() throws Exception {
    return NodeClient.cases(
        VECTOR_CASES,
        "secure-vectors.js",
        Path.of("../../docs/secure-channel-vectors.json").toAbsolutePath().toString(),
        PROTO.toString());
  }

  @TestFactory
  Stream<DynamicTest> theClientTalksToTheServer() throws Exception {
    Path testing = Files.createDirectories(directory.resolve("grpc/testing"));
    for (String file : List.of("test.proto", "messages.proto", "empty.proto")) {
      try (InputStream in = TestServiceImpl.class.getResourceAsStream("/grpc/testing/" + file)) {
        Files.copy(Objects.requireNonNull(in, file), testing.resolve(file));
      }
    }
    CryptoAlgorithms algorithms = new ClassPathAlgorithms(getClass().getClassLoader());
    SigningKey nodeKey =
        algorithms
            .get(SignatureScheme.class, "ed25519")
            .generate(algorithms.get(Random.class, "system"));
    try (GhostBridgeServer server = new GhostBridgeServer();
        Sessions sessions =
            new Sessions(
                new Primitives(algorithms), nodeKey, LIMITS, new SystemClock(), 86_400_000, 16)) {
      SecureInterceptor interceptor = new SecureInterceptor(sessions);
      SessionService service = new SessionService(sessions);
      server.rpc().registry().add(interceptor, interceptor, 1000, true);
      server.rpc().registry().add(service, service.bindService(), Set.of());
      return NodeClient.cases(
          CASES,
          "secure.js",
          "127.0.0.1:" + server.port(),
          PROTO.toString(),
          directory.toString(),
          nodeKey.publicKey().toHex());
    }
  }
}
