package io.ghostbridge.transport.http2.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS's records between handshake and end, by each engine. */
class TlsRecordsTest extends ConfiguredTransport {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** A client whose socket is at hand. */
  private static final class Client implements AutoCloseable {
    final Socket plain;
    final SSLSocket tls;
    private final DataInputStream input;

    Client(Http2Transport transport) throws Exception {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      int port = transport.address().getPort();
      plain = new Socket(InetAddress.getLoopbackAddress(), port);
      tls = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      tls.setSSLParameters(parameters);
      tls.setSoTimeout(20_000);
      tls.getOutputStream().write(PREFACE);
      send(RawClient.SETTINGS, new byte[0]);
      input = new DataInputStream(tls.getInputStream());
    }

    void send(int type, byte[] payload) throws Exception {
      tls.getOutputStream().write(RawClient.frame(type, 0, 0, payload));
    }

    /** Skips frames until one of {@code type} comes. */
    byte[] await(int type) throws Exception {
      while (true) {
        int lengthAndType = input.readInt();
        input.skipNBytes(5);
        byte[] payload = input.readNBytes(lengthAndType >>> 8);
        if ((lengthAndType & 0xff) == type) {
          return payload;
        }
      }
    }

    @Override
    public void close() throws IOException {
      tls.close();
    }
  }

  private Http2Transport tls(String engine) throws Exception {
    return transport(Map.of("tls", "on", "tlsEngine", engine));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void messagesOfManyRecordsComeWholeBothWays(String engine) throws Exception {
    byte[] message = new byte[700_001];
    new Random(8446).nextBytes(message);
    try (Http2Transport transport = tls(engine)) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", transport.address().getPort())
              .sslContext(
                  GrpcSslContexts.forClient()
                      .trustManager(InsecureTrustManagerFactory.INSTANCE)
                      .build())
              .build();
      try {
        for (int i = 0; i < 3; i++) {
          assertThat(
                  ClientCalls.blockingUnaryCall(
                      channel, EchoService.INLINE, CallOptions.DEFAULT, message))
              .isEqualTo(message);
        }
      } finally {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void newKeysAreUsedAsOftenAsTheClientAsksForThem(String engine) throws Exception {
    try (Http2Transport transport = tls(engine);
        Client client = new Client(transport)) {
      client.await(RawClient.SETTINGS);
      for (byte i = 0; i < 5; i++) {
        // After the first handshake this is a KeyUpdate (RFC 8446 section 4.6.3).
        client.tls.startHandshake();
        byte[] content = {i, 1, 2, 3, 4, 5, 6, 7};
        client.send(RawClient.PING, content);
        assertThat(client.await(RawClient.PING)).isEqualTo(content);
      }
    }
  }

  @Test
  void aClientThatEndsItsSideHearsTheEnd() throws Exception {
    try (Http2Transport transport = tls("auto");
        Client client = new Client(transport)) {
      client.await(RawClient.SETTINGS);
      client.tls.shutdownOutput();
      byte[] rest = client.tls.getInputStream().readAllBytes();
      assertThat(rest).hasSizeLessThan(1000);
      assertThat(client.plain.getInputStream().read()).as("the socket's end").isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "jdk"})
  void aForgedRecordEndsTheConnectionWithAnAlert(String engine) throws Exception {
    try (Http2Transport transport = tls(engine);
        Client client = new Client(transport)) {
      client.await(RawClient.SETTINGS);
      byte[] record = new byte[5 + 40];
      record[0] = 23;
      record[1] = 3;
      record[2] = 3;
      record[4] = 40;
      client.plain.getOutputStream().write(record);
      assertThatThrownBy(() -> client.await(RawClient.GOAWAY))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("bad_record_mac");
    }
  }
}
