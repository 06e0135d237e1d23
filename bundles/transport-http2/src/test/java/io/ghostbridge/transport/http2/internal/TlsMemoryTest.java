package io.ghostbridge.transport.http2.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ConfiguredTls;
import io.ghostbridge.tls.ContextFactory;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.tls.TlsLibraries;
import io.ghostbridge.tls.TlsMaterial;
import io.ghostbridge.transport.http2.internal.tls.Http2Contexts;
import io.ghostbridge.transport.http2.internal.tls.Tls;
import io.ghostbridge.transport.http2.internal.tls.TlsEngine;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Memory that BoringSSL has for contexts, which no garbage collector frees. */
@Timeout(60)
class TlsMemoryTest {
  /** Remembers what it made. */
  private static final class Remembering implements ContextFactory<SslContext> {
    private final Http2Contexts contexts = new Http2Contexts(TlsEngine.BORINGSSL);
    private final List<SslContext> made = new CopyOnWriteArrayList<>();

    @Override
    public SslContext make(TlsMaterial material) throws Exception {
      SslContext context = contexts.make(material);
      made.add(context);
      return context;
    }

    @Override
    public void discard(SslContext context) {
      contexts.discard(context);
    }
  }

  @Test
  void aReplacedCertificatesContextIsFreedWithItsLastConnectionAndTheLastOneAtTheEnd(
      @TempDir Path directory) throws Exception {
    Assumptions.assumeThat(TlsLibraries.hasBoringSsl()).as("BoringSSL").isTrue();
    CertificateFiles first = DevelopmentCertificate.in(directory.resolve("first"));
    CertificateFiles second = DevelopmentCertificate.in(directory.resolve("second"));
    Path certificate = Files.copy(first.certificates(), directory.resolve("c.pem"));
    Path key = Files.copy(first.key(), directory.resolve("k.pem"));
    ConfiguredTls configured =
        new ConfiguredTls(
            new ConfiguredTls.Settings("c.pem", "k.pem", "none", "", "", "a.cfg"),
            directory,
            directory);
    Remembering contexts = new Remembering();
    ReloadingCertificates<SslContext> certificates = configured.certificates(contexts);
    Tls tls = new Tls(TlsEngine.BORINGSSL, certificates, configured.operators(), 10_000);
    Rpc rpc = new Rpc(4 << 20, 1 << 20, 64L << 20, Duration.ofSeconds(2));
    EchoService echo = new EchoService();
    rpc.registry().add(echo, echo.bindService(), Set.of());
    try (Http2Server server = new Http2Server(ServerLimits.DEFAULTS, rpc.dispatcher())) {
      InetSocketAddress address =
          (InetSocketAddress)
              server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls);
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(address)
              .sslContext(
                  GrpcSslContexts.configure(
                          SslContextBuilder.forClient()
                              .trustManager(InsecureTrustManagerFactory.INSTANCE))
                      .build())
              .build();
      call(channel);
      Files.write(certificate, Files.readAllBytes(second.certificates()));
      Files.write(key, Files.readAllBytes(second.key()));
      assertThat(certificates.reload()).isTrue();
      assertThat(contexts.made).hasSize(2);
      // The connection goes on with the context that it began with.
      call(channel);
      assertThat(ReferenceCountUtil.refCnt(contexts.made.get(0))).isPositive();
      channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
      awaitFreed(contexts.made.get(0));
      assertThat(ReferenceCountUtil.refCnt(contexts.made.get(1))).isEqualTo(1);
    }
    tls.close();
    awaitFreed(contexts.made.get(1));
    rpc.registry().remove(echo);
    rpc.close();
  }

  private static void call(ManagedChannel channel) {
    byte[] caller =
        ClientCalls.blockingUnaryCall(
            channel, EchoService.WHO, CallOptions.DEFAULT, new byte[] {1});
    assertThat(caller).isNotEmpty();
  }

  /** Returns when the count is zero; the test's time limit bounds it. */
  private static void awaitFreed(SslContext context) {
    while (ReferenceCountUtil.refCnt(context) > 0) {
      Thread.onSpinWait();
    }
  }
}
