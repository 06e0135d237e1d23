package io.ghostbridge.it.container;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Calls by JSON-RPC over HTTP, a connection each. */
final class JsonRpcClient {
  private JsonRpcClient() {}

  /** What is answered to a call of {@code method} without parameters, headers included. */
  static String call(InetSocketAddress address, String method) throws IOException {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\"}";
    try (Socket socket = new Socket()) {
      socket.connect(address);
      String request =
          Stream.of(
                  "POST / HTTP/1.1",
                  "Host: localhost:" + address.getPort(),
                  "Content-Type: application/json",
                  "Content-Length: " + call.length(),
                  "Connection: close",
                  "",
                  call)
              .reduce((before, line) -> before + "\r\n" + line)
              .orElseThrow();
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
