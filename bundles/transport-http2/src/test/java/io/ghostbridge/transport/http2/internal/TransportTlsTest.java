package io.ghostbridge.transport.http2.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.rpc.AlternativeService;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ContextFactory;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.ghostbridge.tls.OperatorSubjects;
import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.tls.ServerTls;
import io.ghostbridge.tls.TlsLibraries;
import io.ghostbridge.transport.http2.internal.tls.TlsEngine;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.epoll.Epoll;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport under TLS, by each engine. */
class TransportTlsTest extends ConfiguredTransport {
  private static NettyChannelBuilder tlsClient(Http2Transport transport, SslContextBuilder tls)
      throws IOException {
    return NettyChannelBuilder.forAddress("localhost", transport.address().getPort())
        .sslContext(GrpcSslContexts.configure(tls).build());
  }

  @Test
  void aServerThatCannotBeMadeLeavesNoContext() throws Exception {
    Assumptions.assumeThat(TlsLibraries.hasBoringSsl()).isTrue();
    List<SslContext> made = new ArrayList<>();
    // No JVM has an array of so many.
    ServerLimits limits =
        new ServerLimits(Integer.MAX_VALUE, true, 1, 1, 1, ServerLimits.DEFAULTS.http2());
    assertThatThrownBy(() -> transport(Map.of("tls", "on"), limits, noting(sharedTls(), made)))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(made).hasSize(1);
    assertThat(ReferenceCountUtil.refCnt(made.getFirst())).isZero();
  }

  private static ServerTls noting(ServerTls tls, List<SslContext> made) {
    return new ServerTls() {
      @Override
      public <C> ReloadingCertificates<C> certificates(ContextFactory<C> factory)
          throws IOException {
        ReloadingCertificates<C> certificates = tls.certificates(factory);
        made.add((SslContext) certificates.context());
        return certificates;
      }

      @Override
      public OperatorSubjects operators() {
        return tls.operators();
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void aDevelopmentCertificateIsMadeOnceAndServesTls13(String engine) throws Exception {
    Path certificate = data.resolve("tls/development-certificate.pem");
    byte[] first;
    try (Http2Transport transport = transport(Map.of("tls", "on", "tlsEngine", engine))) {
      first = Files.readAllBytes(certificate);
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("tls/development-key.pem"))))
          .isEqualTo("rw-------");
      assertThat(
              who(
                  tlsClient(
                      transport,
                      SslContextBuilder.forClient()
                          .protocols("TLSv1.3")
                          .trustManager(certificate.toFile()))))
          .isEqualTo("anonymous operator=false");
    }
    try (Http2Transport transport = transport(Map.of("tls", "on", "tlsEngine", engine))) {
      assertThat(Files.readAllBytes(certificate)).isEqualTo(first);
      assertThat(transport.address().getPort()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void clientsUnderTlsHearOnceThatHttp3IsThereAndClearTextOnesDoNot(String engine)
      throws Exception {
    AlternativeService http3 = new AlternativeService("h3=\":9443\"; ma=60");
    try (Http2Transport transport = transport(Map.of("tls", "on", "tlsEngine", engine))) {
      transport.announce(http3);
      CertificateFiles own = DevelopmentCertificate.in(data.resolve("tls"));
      assertThat(announced(tlsClient(transport, trusting(own))))
          .containsExactly(http3.value(), "nothing");
      transport.announce(null);
      assertThat(announced(tlsClient(transport, trusting(own))))
          .containsExactly("nothing", "nothing");
    }
    try (Http2Transport transport = transport(Map.of())) {
      transport.announce(http3);
      assertThat(announced(NettyChannelBuilder.forAddress(transport.address()).usePlaintext()))
          .containsExactly("nothing", "nothing");
    }
  }

  /** What two calls of one connection hear of other protocols. */
  private static List<String> announced(NettyChannelBuilder builder) throws InterruptedException {
    ManagedChannel channel = builder.build();
    Metadata.Key<String> key = Metadata.Key.of("alt-svc", Metadata.ASCII_STRING_MARSHALLER);
    List<String> heard = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        AtomicReference<Metadata> headers = new AtomicReference<>(new Metadata());
        ClientCalls.blockingUnaryCall(
            ClientInterceptors.intercept(
                channel,
                MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>())),
            EchoService.WHO,
            CallOptions.DEFAULT,
            new byte[] {1});
        heard.add(Objects.requireNonNullElse(headers.get().get(key), "nothing"));
      }
      return heard;
    } finally {
      channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void replacedCertificateFilesServeNewConnections(String engine) throws Exception {
    CertificateFiles first = DevelopmentCertificate.in(data.resolve("first"));
    CertificateFiles second = DevelopmentCertificate.in(data.resolve("second"));
    Path certificate = Files.copy(first.certificates(), data.resolve("c.pem"));
    Path key = Files.copy(first.key(), data.resolve("k.pem"));
    try (Http2Transport transport =
        transport(
            Map.of(
                "tls",
                "on",
                "tlsEngine",
                engine,
                "certificateFile",
                "c.pem",
                "keyFile",
                "k.pem"))) {
      assertThat(who(tlsClient(transport, trusting(first)))).startsWith("anonymous");
      Files.write(certificate, Files.readAllBytes(second.certificates()));
      Files.write(key, Files.readAllBytes(second.key()));
      // The files are looked at every two seconds; the test's own time limit bounds the wait.
      boolean served = false;
      while (!served) {
        try {
          served = who(tlsClient(transport, trusting(second))).startsWith("anonymous");
        } catch (StatusRuntimeException e) {
          assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
      }
    }
  }

  private static Map<String, Object> requiring(
      CertificateFiles client, String engine, String operators) {
    return Map.of(
        "tls",
        "on",
        "tlsEngine",
        engine,
        "clientCertificate",
        "required",
        "clientCaFile",
        client.certificates().toString(),
        "operatorSubjects",
        operators);
  }

  private static SslContextBuilder trusting(CertificateFiles files) {
    return SslContextBuilder.forClient().trustManager(files.certificates().toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void aClientCertificateNamesTheCallerAndConfigurationMakesItAnOperator(String engine)
      throws Exception {
    CertificateFiles client = DevelopmentCertificate.in(data.resolve("client"));
    String operators = "CN=somebody else; CN=GhostBridge development";
    try (Http2Transport transport = transport(requiring(client, engine, operators))) {
      CertificateFiles own = DevelopmentCertificate.in(data.resolve("tls"));
      assertThat(
              who(
                  tlsClient(
                      transport,
                      trusting(own)
                          .keyManager(client.certificates().toFile(), client.key().toFile()))))
          .isEqualTo("CN=GhostBridge development operator=true");
      assertThatThrownBy(() -> who(tlsClient(transport, trusting(own))))
          .hasMessageContaining("UNAVAILABLE");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void aResumedSessionIsStillItsClients(String engine) throws Exception {
    CertificateFiles client = DevelopmentCertificate.in(data.resolve("client"));
    try (Http2Transport transport = transport(requiring(client, engine, ""))) {
      CertificateFiles own = DevelopmentCertificate.in(data.resolve("tls"));
      SslContext tls =
          GrpcSslContexts.configure(
                  trusting(own)
                      .sslProvider(SslProvider.JDK)
                      .keyManager(client.certificates().toFile(), client.key().toFile()))
              .build();
      long first = sessionCreated(transport, tls);
      while (System.currentTimeMillis() <= first) {
        Thread.onSpinWait();
      }
      assertThat(sessionCreated(transport, tls))
          .as("the session of the first call")
          .isEqualTo(first);
    }
  }

  /** Makes a call on a connection of its own, and tells when the session under it was agreed on. */
  private static long sessionCreated(Http2Transport transport, SslContext tls)
      throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", transport.address().getPort())
            .sslContext(tls)
            .build();
    AtomicLong created = new AtomicLong();
    ClientInterceptor look =
        new ClientInterceptor() {
          @Override
          public <Q, A> ClientCall<Q, A> interceptCall(
              MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            ClientCall<Q, A> call = next.newCall(method, options);
            return new SimpleForwardingClientCall<>(call) {
              @Override
              public void start(Listener<A> listener, Metadata headers) {
                super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                      @Override
                      public void onHeaders(Metadata answered) {
                        created.set(
                            Objects.requireNonNull(
                                    call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                                .getCreationTime());
                        super.onHeaders(answered);
                      }
                    },
                    headers);
              }
            };
          }
        };
    try {
      byte[] caller =
          ClientCalls.blockingUnaryCall(
              ClientInterceptors.intercept(channel, look),
              EchoService.WHO,
              CallOptions.DEFAULT,
              new byte[] {1});
      assertThat(new String(caller, StandardCharsets.UTF_8))
          .isEqualTo("CN=GhostBridge development operator=false");
      return created.get();
    } finally {
      channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void boringSslEncryptsWhereItsLibraryIsUnlessTheConfigurationWantsTheJdks() {
    assertThat(TlsEngine.of("auto"))
        .isEqualTo(TlsLibraries.hasBoringSsl() ? TlsEngine.BORINGSSL : TlsEngine.JDK);
    assertThat(TlsEngine.of("jdk")).isEqualTo(TlsEngine.JDK);
    Assumptions.assumeThat(Epoll.isAvailable() && "amd64".equals(System.getProperty("os.arch")))
        .as("the platform whose library the tests have")
        .isTrue();
    assertThat(TlsLibraries.hasBoringSsl()).isTrue();
  }

  @Test
  void missingCertificateFilesAreNamed() {
    assertThatThrownBy(
            () -> transport(Map.of("tls", "on", "certificateFile", "no.pem", "keyFile", "no.key")))
        .hasMessageContaining("certificateFile names")
        .hasMessageContaining("no.pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void nothingIsLeftAfterwards(String engine) throws Exception {
    try (Http2Transport transport = transport(Map.of("tls", "on", "tlsEngine", engine))) {
      assertThat(new InetSocketAddress(transport.address().getPort()).getPort()).isPositive();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("transport-http2")) {
        // One that has done all of its work is listed a moment longer.
        assertThat(thread.join(Duration.ofSeconds(20))).as(thread.getName()).isTrue();
      }
    }
  }
}
