package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcMethods;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.osgi.framework.ServiceReference;

/** A server on a free port, and a client of it. */
final class TestServer implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(30);

  final MethodTable methods = new MethodTable();
  final ServiceReference<JsonRpcMethods> reference = reference();
  final JsonRpcServer server;
  final HttpClient client = HttpClient.newHttpClient();

  TestServer(ServerSettings settings, JsonRpcMethods offered) {
    methods.add(reference, offered);
    server = new JsonRpcServer(settings, methods);
  }

  static TestServer start(JsonRpcMethods offered) {
    return new TestServer(settings(0, "", 1 << 20, 4096, 3), offered);
  }

  static ServerSettings settings(
      int callsPerSecond, String origins, int requestBytes, int responseBytes, int batch) {
    return new ServerSettings(
        InetAddress.getLoopbackAddress(),
        0,
        new AllowedHosts("localhost"),
        new AllowedOrigins(origins),
        1,
        100,
        50,
        100,
        2,
        requestBytes,
        responseBytes,
        batch,
        callsPerSecond,
        2,
        30_000,
        30_000,
        30_000,
        500);
  }

  /** Of one service, so that nothing but its identity matters. */
  @SuppressWarnings("unchecked")
  private static ServiceReference<JsonRpcMethods> reference() {
    return (ServiceReference<JsonRpcMethods>)
        Proxy.newProxyInstance(
            TestServer.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "compareTo" -> 0;
                  case "hashCode" -> 1;
                  case "equals" -> true;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  URI uri(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + server.port() + "/");
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(request(body).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String body) {
    return HttpRequest.newBuilder(uri("http"))
        .timeout(LIMIT)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** The head of a request. */
  static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  /** What the server sends for {@code request} until it closes the connection. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
