package io.ghostbridge.metrics.prometheus.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers {@code GET /metrics} on 127.0.0.1, and nothing else. */
final class MetricsServer implements AutoCloseable {
  private static final String PATH = "/metrics";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final int BACKLOG = 16;

  /** A page in a browser must not read the metrics by a name that it has pointed at 127.0.0.1. */
  private static final Pattern LOOPBACK_HOST =
      Pattern.compile("(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

  private final HttpServer server;
  private final ExecutorService threads;
  private final Supplier<String> metrics;

  MetricsServer(int port, Supplier<String> metrics) throws IOException {
    this.metrics = metrics;
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    try {
      server = HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new IOException(
          "the port 127.0.0.1:"
              + port
              + " for metrics cannot be had ("
              + e.getMessage()
              + "); choose another one in config/"
              + PrometheusComponent.PID
              + ".cfg",
          e);
    }
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("metrics-", 0).factory());
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** What is bound, such as {@code 127.0.0.1:9464}. */
  String address() {
    return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      if (!isLoopback(host)) {
        send(exchange, 403, "Metrics are served to this machine only.\n");
      } else if (!exchange.getRequestURI().getPath().equals(PATH)) {
        send(exchange, 404, "Metrics are at " + PATH + ".\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, 405, "Metrics are read with GET.\n");
      } else {
        send(exchange, 200, metrics.get());
      }
    }
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null && LOOPBACK_HOST.matcher(host).matches();
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", TEXT);
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
