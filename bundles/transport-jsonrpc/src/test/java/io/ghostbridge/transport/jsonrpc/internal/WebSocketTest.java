package io.ghostbridge.transport.jsonrpc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {
  private final TestMethods methods = new TestMethods();
  private final TestServer server = TestServer.start(methods);

  @AfterEach
  void close() {
    server.close();
  }

  /** Collects what comes. */
  private static final class Heard implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        messages.add(parts.toString());
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      messages.add("closed " + code);
      return null;
    }

    String next() throws InterruptedException {
      return String.valueOf(messages.poll(30, TimeUnit.SECONDS));
    }
  }

  private WebSocket connect(Heard heard) {
    return server.client.newWebSocketBuilder().buildAsync(server.uri("ws"), heard).join();
  }

  private static String call(int id, String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\"}";
  }

  @Test
  void messagesAreAnsweredAlsoWhenTheyComeInPieces() throws Exception {
    Heard heard = new Heard();
    WebSocket socket = connect(heard);
    String message = call(1, "echo");
    socket.sendText(message.substring(0, 5), false).join();
    socket.sendText(message.substring(5, 9), false).join();
    socket.sendText(message.substring(9), true).join();
    assertThat(heard.next()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}");
    socket.sendText("{", true).join();
    assertThat(heard.next()).contains("-32700");
  }

  @Test
  void whatIsToldComesAfterTheAnswer() throws Exception {
    Heard heard = new Heard();
    WebSocket socket = connect(heard);
    socket.sendText(call(1, "tell"), true).join();
    assertThat(heard.next()).contains("\"result\":\"soon\"");
    assertThat(heard.next())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"told\",\"params\":{\"n\":1}}");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    assertThat(methods.closed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(heard.next()).isEqualTo("closed 1000");
  }

  @Test
  void moreMessagesThanAreAnsweredAtOnceWait() throws Exception {
    Heard heard = new Heard();
    WebSocket socket = connect(heard);
    socket.sendText(call(1, "wait"), true).join();
    socket.sendText(call(2, "wait"), true).join();
    for (int i = 3; i < 20; i++) {
      socket.sendText(call(i, "echo"), true).join();
    }
    methods.waiting.await();
    assertThat(heard.messages).isEmpty();
    methods.goOn.countDown();
    for (int i = 1; i < 20; i++) {
      assertThat(heard.next()).contains("\"result\"");
    }
  }

  @Test
  void aPageOfAnotherOriginCannotConnect() throws Exception {
    assertThat(
            server.raw(
                TestServer.lines(
                    "GET / HTTP/1.1",
                    "Host: localhost",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                    "Sec-WebSocket-Version: 13",
                    "Origin: https://evil.example")))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void aServerThatStopsSaysGoodbye() throws Exception {
    Heard heard = new Heard();
    WebSocket socket = connect(heard);
    socket.sendText(call(1, "tell"), true).join();
    assertThat(heard.next()).contains("soon");
    assertThat(heard.next()).contains("told");
    server.server.close();
    assertThat(heard.next()).isEqualTo("closed 1001");
    assertThat(methods.closed.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
