package io.ghostbridge.peers.interop;

import io.ghostbridge.peers.NodeClient;
import io.grpc.testing.integration.TestServiceImpl;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** grpc-js, which has an HTTP/2 and a gRPC of its own. */
class NodeTest {
  private static final int CASES = 14;

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> grpcJsFindsEachCaseRight() throws Exception {
    Path testing = Files.createDirectories(directory.resolve("grpc/testing"));
    for (String file : List.of("test.proto", "messages.proto", "empty.proto")) {
      try (InputStream in = TestServiceImpl.class.getResourceAsStream("/grpc/testing/" + file)) {
        Files.copy(Objects.requireNonNull(in, file), testing.resolve(file));
      }
    }
    try (GhostBridgeServer server = new GhostBridgeServer()) {
      return NodeClient.cases(
          CASES, "testing.js", "127.0.0.1:" + server.port(), directory.toString());
    }
  }
}
