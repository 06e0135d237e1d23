package io.ghostbridge.peers.interop;

import static org.junit.jupiter.api.Assumptions.abort;

import io.grpc.testing.integration.GrpcJavaServer;
import io.grpc.testing.integration.TestCases;
import io.grpc.testing.integration.TestServiceClient;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Result;

/**
 * Whatever grpc-java's interop client finds right about grpc-java's own server, it finds right
 * about GhostBridge. What it does not find right there either is skipped, and says why.
 */
class InteropTest {
  /** They ask Google for credentials. */
  private static final Set<TestCases> NEED_GOOGLE =
      Set.of(
          TestCases.COMPUTE_ENGINE_CREDS,
          TestCases.COMPUTE_ENGINE_CHANNEL_CREDENTIALS,
          TestCases.SERVICE_ACCOUNT_CREDS,
          TestCases.JWT_TOKEN_CREDS,
          TestCases.OAUTH2_AUTH_TOKEN,
          TestCases.PER_RPC_CREDS,
          TestCases.GOOGLE_DEFAULT_CREDENTIALS);

  private static GrpcJavaServer grpcJava;
  private static GhostBridgeServer ghostBridge;

  @BeforeAll
  static void start() throws Exception {
    grpcJava = new GrpcJavaServer();
    ghostBridge = new GhostBridgeServer();
  }

  @AfterAll
  static void stop() throws Exception {
    grpcJava.stop();
    ghostBridge.close();
  }

  @TestFactory
  Stream<DynamicTest> casesOfTheInteropClient() {
    return Stream.of(TestCases.values())
        .filter(testCase -> !NEED_GOOGLE.contains(testCase))
        .map(testCase -> testCase.name().toLowerCase(Locale.ROOT))
        .map(name -> compared(name, port -> runClient(name, port)));
  }

  @TestFactory
  Stream<DynamicTest> testsOfTheInteropSuite() {
    return Stream.of(InteropClient.class.getMethods())
        .filter(method -> method.isAnnotationPresent(org.junit.Test.class))
        .map(Method::getName)
        .sorted()
        .map(name -> compared(name, port -> runTest(name, port)));
  }

  private static DynamicTest compared(String name, InteropCase interopCase) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          try {
            interopCase.run(grpcJava.port());
          } catch (Exception | AssertionError e) {
            abort("grpc-java's own server does not pass it either: " + e);
          }
          interopCase.run(ghostBridge.port());
        });
  }

  private static void runClient(String name, int port) throws Exception {
    TestServiceClient.main(
        new String[] {
          "--server_host=127.0.0.1",
          "--server_port=" + port,
          "--use_tls=false",
          "--test_case=" + name
        });
  }

  private static void runTest(String name, int port) {
    InteropClient.serverPort = port;
    Result result = new JUnitCore().run(Request.method(InteropClient.class, name));
    if (!result.wasSuccessful()) {
      throw new AssertionError(
          name + " failed at port " + port, result.getFailures().getFirst().getException());
    }
    if (result.getAssumptionFailureCount() > 0 || result.getRunCount() == 0) {
      abort("the suite itself does not run it with a server that it did not start");
    }
  }
}
