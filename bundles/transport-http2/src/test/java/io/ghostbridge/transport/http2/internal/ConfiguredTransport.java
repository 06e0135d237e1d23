package io.ghostbridge.transport.http2.internal;

import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.tls.ConfiguredTls;
import io.ghostbridge.tls.ServerTls;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Makes the transport as a configuration says, with a service that tells who calls. */
@Timeout(180)
abstract class ConfiguredTransport {
  @TempDir Path data;
  private final EchoService echo = new EchoService();
  private final Rpc rpc = new Rpc(4 << 20, 1 << 20, 64L << 20, Duration.ofSeconds(2));

  ConfiguredTransport() {
    rpc.registry().add(echo, echo.bindService(), Set.of("Inline"));
  }

  @AfterEach
  void stop() {
    rpc.registry().remove(echo);
    rpc.close();
  }

  final Http2Transport transport(Map<String, Object> values) throws IOException {
    return transport(values, ServerLimits.DEFAULTS, sharedTls());
  }

  final ServerTls sharedTls() throws IOException {
    return new ConfiguredTls(
        new ConfiguredTls.Settings("", "", "none", "", "", "shared.cfg"), data, data);
  }

  final Http2Transport transport(Map<String, Object> values, ServerLimits limits, ServerTls tls)
      throws IOException {
    Map<String, Object> all = new HashMap<>(Map.of("port", 0));
    all.putAll(values);
    return new Http2Transport(ConfigValues.with(all), data, data, limits, rpc.dispatcher(), tls);
  }

  static String who(NettyChannelBuilder builder) throws InterruptedException {
    ManagedChannel channel = builder.build();
    try {
      return new String(
          ClientCalls.blockingUnaryCall(
              channel, EchoService.WHO, CallOptions.DEFAULT, new byte[] {1}),
          StandardCharsets.UTF_8);
    } finally {
      channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }
  }
}
