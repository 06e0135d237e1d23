package io.ghostbridge.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.client.Http3Policy;
import io.grpc.Channel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** The Java client as a bundle: it calls by both transports, and leaves nothing. */
@ExtendWith(BundleContextExtension.class)
class ClientBundleTest {
  private BundleContext context;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) {
    this.context = context;
  }

  @Test
  void callsByBothTransportsLeaveNoThreadAndNoSocket() throws Exception {
    Bundle client = FrameworkUtil.getBundle(GhostChannel.class);
    // What Netty and grpc-java keep for themselves is there after the first calls.
    callByBoth();
    Set<String> threads = Remains.threads();
    Set<String> sockets = Remains.sockets();
    callByBoth();
    client.stop();
    assertThat(Remains.threadsSince(threads)).isEmpty();
    assertThat(Remains.socketsSince(sockets)).isEmpty();
    client.start();
    callByBoth();
  }

  private void callByBoth() throws Exception {
    InetSocketAddress http2 = Transport.HTTP2.address(context);
    try (GhostChannel channel =
        GhostChannel.to("127.0.0.1:" + http2.getPort()).plaintext().build()) {
      assertServing(channel);
    }
    Path certificate =
        Path.of(context.getProperty("ghost.data.directory"), "tls/development-certificate.pem");
    // Nobody listens at this number by TCP.
    int port = Transport.HTTP3.address(context).getPort();
    try (GhostChannel channel =
        GhostChannel.to("localhost:" + port)
            .tls(ClientTls.trusting(certificate))
            .http3(new Http3Policy(0, Duration.ofSeconds(10), Duration.ofMinutes(1)))
            .build()) {
      assertServing(channel);
    }
  }

  private static void assertServing(Channel channel) {
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }
}
