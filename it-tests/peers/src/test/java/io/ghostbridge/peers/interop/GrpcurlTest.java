package io.ghostbridge.peers.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.peers.Command;
import io.ghostbridge.peers.GoTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** grpcurl, written in Go on grpc-go, which learns the services by reflection. */
class GrpcurlTest {
  private static GhostBridgeServer server;
  private static String address;
  private Command grpcurl;

  @BeforeEach
  void findProgram() throws Exception {
    grpcurl = GoTool.GRPCURL.command();
  }

  @BeforeAll
  static void start() throws Exception {
    server = new GhostBridgeServer();
    address = "127.0.0.1:" + server.port();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void servicesAreListed() throws Exception {
    Command.Output output = grpcurl.run("-plaintext", address, "list");
    assertThat(output.out().lines())
        .as(output.toString())
        .contains("grpc.testing.TestService", "grpc.health.v1.Health");
  }

  @Test
  void aServiceIsDescribed() throws Exception {
    Command.Output output =
        grpcurl.run("-plaintext", address, "describe", "grpc.testing.TestService");
    assertThat(output.out())
        .as(output.toString())
        .contains("rpc StreamingOutputCall ( .grpc.testing.StreamingOutputCallRequest )");
  }

  @Test
  void aUnaryMethodIsCalled() throws Exception {
    Command.Output output =
        grpcurl.run(
            "-plaintext",
            "-d",
            "{\"responseSize\": 4, \"fillUsername\": false}",
            address,
            "grpc.testing.TestService/UnaryCall");
    assertThat(output.exit()).as(output.toString()).isZero();
    assertThat(output.out()).contains("\"payload\"");
  }

  @Test
  void aStreamIsReadToItsEnd() throws Exception {
    Command.Output output =
        grpcurl.run(
            "-plaintext",
            "-d",
            "{\"responseParameters\": [{\"size\": 1}, {\"size\": 2}, {\"size\": 3}]}",
            address,
            "grpc.testing.TestService/StreamingOutputCall");
    assertThat(output.exit()).as(output.toString()).isZero();
    assertThat(output.out().split("\"payload\"", -1)).hasSize(4);
  }

  @Test
  void aStatusIsReported() throws Exception {
    Command.Output output =
        grpcurl.run(
            "-plaintext",
            "-d",
            "{\"responseStatus\": {\"code\": 9, \"message\": \"not now\"}}",
            address,
            "grpc.testing.TestService/UnaryCall");
    assertThat(output.exit()).isNotZero();
    assertThat(output.err()).contains("FailedPrecondition").contains("not now");
  }

  @Test
  void healthIsServing() throws Exception {
    Command.Output output =
        grpcurl.run(
            "-plaintext",
            "-d",
            "{\"service\": \"grpc.testing.TestService\"}",
            address,
            "grpc.health.v1.Health/Check");
    assertThat(output.out()).as(output.toString()).contains("SERVING");
  }
}
