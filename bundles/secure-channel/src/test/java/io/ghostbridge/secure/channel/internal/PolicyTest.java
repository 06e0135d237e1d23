package io.ghostbridge.secure.channel.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.rpc.internal.protection.ProtectionGuard;
import io.ghostbridge.rpc.internal.protection.ProtectionPolicy;
import io.ghostbridge.secure.channel.SecureChannel;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dispatcher's guard with the channel before it, and without. */
class PolicyTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  private SecuredServer server;
  private ProtectionGuard guard;

  @BeforeEach
  void start() throws Exception {
    server = new SecuredServer();
    guard = new ProtectionGuard(ProtectionPolicy.of("optional", ""));
    server.rpc().registry().add(guard, guard, ProtectionGuard.RANKING);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String outcome(
      Channel channel, MethodDescriptor<byte[], byte[]> method, CallOptions options) {
    try {
      assertThat(ClientCalls.blockingUnaryCall(channel, method, options, HELLO)).isEqualTo(HELLO);
      return "OK";
    } catch (StatusRuntimeException e) {
      Metadata trailers = e.getTrailers();
      return new RawSession.Outcome(
              e.getStatus(), trailers == null ? new Metadata() : trailers, List.of())
          .reason();
    }
  }

  private static String outcome(Channel channel, MethodDescriptor<byte[], byte[]> method) {
    return outcome(channel, method, CallOptions.DEFAULT);
  }

  @Test
  void optionalTakesBothAndSensitiveMethodsEncryptedOnly() {
    assertThat(outcome(server.plain(), TestService.ECHO)).isEqualTo("OK");
    assertThat(outcome(server.secured(), TestService.ECHO)).isEqualTo("OK");
    assertThat(outcome(server.plain(), TestService.SECRET)).isEqualTo("ENCRYPTION_REQUIRED");
    assertThat(outcome(server.secured(), TestService.SECRET)).isEqualTo("OK");
  }

  @Test
  void requiredTakesSecuredCallsOnlyAndWhatIsExempt() {
    guard.change(
        ProtectionPolicy.of(
            "required", "grpc.health.v1.Health/*=optional, test.Secured/Read=optional"));
    assertThat(outcome(server.plain(), TestService.ECHO)).isEqualTo("SECURE_CHANNEL_REQUIRED");
    assertThat(outcome(server.plain(), TestService.READ)).isEqualTo("OK");
    assertThat(outcome(server.secured(), TestService.ECHO)).isEqualTo("OK");
    assertThat(
            HealthGrpc.newBlockingStub(server.plain())
                .check(HealthCheckRequest.getDefaultInstance()))
        .isNotNull();
  }

  @Test
  void encryptedTakesEncryptedBodiesOnly() {
    guard.change(ProtectionPolicy.of("optional", "test.Secured/*=encrypted"));
    Channel channel = server.secured();
    assertThat(outcome(server.plain(), TestService.ECHO)).isEqualTo("SECURE_CHANNEL_REQUIRED");
    assertThat(outcome(channel, TestService.ECHO)).isEqualTo("ENCRYPTION_REQUIRED");
    assertThat(
            outcome(
                channel,
                TestService.ECHO,
                CallOptions.DEFAULT.withOption(SecureChannel.ENCRYPT, true)))
        .isEqualTo("OK");
  }

  @Test
  void offOpensNoSessionsAndTakesNoSecuredCalls() {
    Channel before = server.secured();
    assertThat(outcome(before, TestService.ECHO)).isEqualTo("OK");
    guard.change(ProtectionPolicy.of("off", ""));
    assertThat(outcome(before, TestService.ECHO)).isEqualTo("SECURE_CHANNEL_OFF");
    assertThatThrownBy(
            () ->
                SecureSessionServiceGrpc.newBlockingStub(server.plain())
                    .getServerKeys(Empty.getDefaultInstance()))
        .hasMessageContaining("UNIMPLEMENTED");
    assertThat(outcome(server.plain(), TestService.ECHO)).isEqualTo("OK");
  }

  @Test
  void whileTheChannelIsGoneWhatItProtectsIsRefused() {
    Channel secured = server.secured();
    guard.change(ProtectionPolicy.of("required", ""));
    assertThat(outcome(secured, TestService.ECHO)).isEqualTo("OK");
    int handled = server.service.handled.get();
    server.remove();
    assertThat(outcome(secured, TestService.ECHO)).isEqualTo("SECURE_CHANNEL_UNAVAILABLE");
    assertThat(outcome(secured, TestService.SECRET)).isEqualTo("SECURE_CHANNEL_UNAVAILABLE");
    assertThat(outcome(server.plain(), TestService.ECHO)).isEqualTo("SECURE_CHANNEL_REQUIRED");
    assertThat(outcome(server.plain(), TestService.SECRET)).isEqualTo("SECURE_CHANNEL_REQUIRED");
    guard.change(ProtectionPolicy.of("optional", ""));
    assertThat(outcome(secured, TestService.ECHO))
        .as("a secured call is never taken unchecked")
        .isEqualTo("SECURE_CHANNEL_UNAVAILABLE");
    assertThat(outcome(server.plain(), TestService.SECRET)).isEqualTo("ENCRYPTION_REQUIRED");
    assertThat(server.service.handled).hasValue(handled);
    server.reinstall();
    assertThat(outcome(secured, TestService.READ)).isEqualTo("OK");
  }

  @Test
  void aMalformedPolicyIsRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> ProtectionPolicy.of("always", ""))
        .hasMessage("'always' is no policy, expected one of [off, optional, required, encrypted]");
    assertThatThrownBy(() -> ProtectionPolicy.of("optional", "Wallet=required"))
        .hasMessage(
            "'Wallet=required' is no rule, expected package.Service/Method=policy or"
                + " package.Service/*=policy");
  }
}
