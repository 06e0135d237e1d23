package io.ghostbridge.metrics.prometheus.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private MetricsServer server;

  @BeforeEach
  void start() throws IOException {
    server = new MetricsServer(0, registry::scrape);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void metricsAreReadAsText() throws IOException {
    registry.counter("ghost.test", "plugin", "p").increment(3);
    assertThat(ask("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("text/plain; version=0.0.4")
        .contains("ghost_test_total{plugin=\"p\"} 3.0");
  }

  @Test
  void anythingElseIsRefused() throws IOException {
    assertThat(ask("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("Metrics are at /metrics.");
    assertThat(ask("DELETE /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
  }

  @Test
  void aPageInABrowserCannotReadThemByANameOfItsOwn() throws IOException {
    assertThat(ask("GET /metrics HTTP/1.1\r\nHost: evil.example:9464\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("jvm");
  }

  @Test
  void aPortThatIsTakenIsNamedWithTheFileToChange() {
    int port = port();
    assertThatThrownBy(() -> new MetricsServer(port, registry::scrape))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("config/io.ghostbridge.metrics.prometheus.cfg");
  }

  @Test
  void nobodyListensOnceItIsClosed() {
    int port = port();
    server.close();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  private int port() {
    String address = server.address();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private String ask(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
