package io.ghostbridge.transport.jsonrpc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTest {
  private final TestMethods methods = new TestMethods();
  private final TestServer server = TestServer.start(methods);

  @AfterEach
  void close() {
    server.close();
  }

  private static String call(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
  }

  @Test
  void aCallIsAnsweredWithItsResultAndItsId() throws Exception {
    HttpResponse<String> response =
        server.post(
            "{\"jsonrpc\":\"2.0\",\"id\":1.50,\"method\":\"echo\",\"params\":[\"é\",1,-2.5,true,null,{\"a\":[]}]}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(response.body())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":1.50,\"result\":[\"é\",1,-2.5,true,null,{\"a\":[]}]}");
  }

  @Test
  void errorsHaveTheirCodesMessagesAndData() throws Exception {
    assertThat(server.post(call("fail", "[]")).body())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":3,\"message\":\"execution reverted\",\"data\":\"0x01\"}}");
    assertThat(server.post(call("nothing", "[]")).body())
        .contains("-32601", "the method nothing does not exist/is not available");
    assertThat(server.post("{").body()).contains("\"id\":null", "-32700");
    assertThat(server.post("\u0000").body()).contains("-32700");
    assertThat(server.post("{\"a\":1,\"a\":2}").body()).contains("-32700", "twice");
    assertThat(server.post("[".repeat(100_000)).body()).contains("-32700");
    assertThat(server.post("7").body()).contains("-32600");
    assertThat(server.post("{\"id\":7,\"method\":\"echo\"}").body()).contains("\"id\":7", "-32600");
    assertThat(server.post("{\"jsonrpc\":\"2.0\",\"id\":[],\"method\":\"echo\"}").body())
        .contains("\"id\":null", "-32600");
    assertThat(server.post(call("echo", "{}")).body()).contains("-32602", "non-array args");
  }

  @Test
  void aMethodThatBreaksIsTheNodesErrorAndTellsNothingOfIt() throws Exception {
    assertThat(server.post(call("break", "[]")).body())
        .contains("-32603")
        .doesNotContain("on purpose");
    assertThat(server.post(call("unwritable", "[]")).body()).contains("-32603");
    assertThat(server.post(call("echo", "[]")).body()).contains("\"result\":[]");
  }

  @Test
  void aBatchIsAnsweredInOrderAndWithoutItsNotifications() throws Exception {
    String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"echo\"}";
    assertThat(server.post("[" + call("echo", "[1]") + "," + notification + ",5]").body())
        .startsWith("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[1]},{\"jsonrpc\"")
        .contains("-32600")
        .endsWith("]");
    assertThat(server.post("[" + notification + "]").body()).isEmpty();
    assertThat(server.post(notification).body()).isEmpty();
    assertThat(server.post("[]").body()).contains("-32600", "empty batch");
    assertThat(server.post("[1,1,1,1]").body()).contains("-32600", "batch too large");
  }

  @Test
  void anAnswerLargerThanAllowedIsRefusedAlsoWithinABatch() throws Exception {
    assertThat(server.post(call("large", "[]")).body())
        .contains("\"id\":1", "-32003", "response too large");
    String half = "[\"" + "y".repeat(2500) + "\"]";
    assertThat(server.post("[" + call("echo", half) + "," + call("echo", half) + "]").body())
        .contains("yyyy", "-32003");
  }

  @Test
  void onlyPostedJsonIsARequest() throws Exception {
    assertThat(
            server.raw(TestServer.lines("GET / HTTP/1.1", "Host: 127.0.0.1", "Connection: close")))
        .startsWith("HTTP/1.1 200 OK");
    assertThat(
            server.raw(
                TestServer.lines("DELETE / HTTP/1.1", "Host: 127.0.0.1", "Connection: close")))
        .startsWith("HTTP/1.1 405");
    assertThat(
            server.raw(
                TestServer.lines("GET /else HTTP/1.1", "Host: 127.0.0.1", "Connection: close")))
        .startsWith("HTTP/1.1 404");
    assertThat(
            server.raw(
                TestServer.lines(
                        "POST / HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Content-Type: text/plain",
                        "Content-Length: 2",
                        "Connection: close")
                    + "{}"))
        .startsWith("HTTP/1.1 415");
    assertThat(server.raw(TestServer.lines("nonsense"))).startsWith("HTTP/1.1 400");
  }

  @Test
  void aNameThatIsNotThisServersIsRefused() throws Exception {
    for (String host : new String[] {"evil.example", "localhost.evil.example:8545", "", "[::1"}) {
      assertThat(server.raw("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 403");
    }
    assertThat(server.raw(TestServer.lines("GET / HTTP/1.0"))).startsWith("HTTP/1.1 403");
    for (String host : new String[] {"LocalHost:1", "127.0.0.1:8545", "[::1]:8545", "10.1.2.3"}) {
      assertThat(server.raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void pagesOfOtherOriginsGetNoPermission() throws Exception {
    String preflight =
        TestServer.lines(
            "OPTIONS / HTTP/1.1",
            "Host: localhost",
            "Origin: https://app.example",
            "Access-Control-Request-Method: POST",
            "Connection: close");
    assertThat(server.raw(preflight)).startsWith("HTTP/1.1 405").doesNotContain("allow-origin");
    try (TestServer open =
        new TestServer(TestServer.settings(0, "https://app.example", 1 << 20, 4096, 3), methods)) {
      assertThat(open.raw(preflight))
          .startsWith("HTTP/1.1 204")
          .contains("access-control-allow-origin: https://app.example");
      assertThat(open.raw(preflight.replace("app", "evil"))).startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void aRequestLargerThanAllowedIsRefusedBeforeItIsRead() throws Exception {
    try (TestServer small = new TestServer(TestServer.settings(0, "", 1024, 4096, 3), methods)) {
      assertThat(
              small.raw(
                  TestServer.lines(
                      "POST / HTTP/1.1",
                      "Host: localhost",
                      "Content-Type: application/json",
                      "Content-Length: 1000000000",
                      "Connection: close")))
          .startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void moreCallsThanTheRateAllowsAreRefused() throws Exception {
    try (TestServer limited =
        new TestServer(TestServer.settings(1, "", 1 << 20, 4096, 3), methods)) {
      String batch = "[" + (call("echo", "[]") + ",").repeat(2) + call("echo", "[]") + "]";
      assertThat(limited.post(batch).body()).contains("\"result\"", "-32005");
    }
  }

  @Test
  void requestsInAPipelineAreAnsweredInTheirOrder() throws Exception {
    StringBuilder pipeline = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      String body = "{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"echo\"}";
      pipeline
          .append("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
          .append(i == 19 ? "Connection: close\r\n" : "")
          .append("Content-Length: " + body.length() + "\r\n\r\n" + body);
    }
    String answers = server.raw(pipeline.toString());
    int last = -1;
    for (int i = 0; i < 20; i++) {
      int at = answers.indexOf("\"id\":" + i + ",");
      assertThat(at).as("answer " + i).isGreaterThan(last);
      last = at;
    }
  }

  @Test
  void aBundleThatGoesIsWaitedForAndItsMethodsAreGone() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        server.client.sendAsync(
            server.request(call("wait", "[]")).build(), HttpResponse.BodyHandlers.ofString());
    methods.waiting.await();
    Thread removing =
        Thread.ofVirtual().start(() -> server.methods.remove(server.reference, TestServer.LIMIT));
    while (server.methods.find("wait") != null) {
      Thread.onSpinWait();
    }
    assertThat(server.post(call("echo", "[]")).body()).contains("-32601");
    assertThat(removing.isAlive()).isTrue();
    methods.goOn.countDown();
    removing.join();
    assertThat(answer.get(30, TimeUnit.SECONDS).body()).contains("\"result\":\"done\"");
  }

  @Test
  void stoppingAnswersWhatIsInFlightAndLeavesNoThreadAndNoSocket() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        server.client.sendAsync(
            server.request(call("wait", "[]")).build(), HttpResponse.BodyHandlers.ofString());
    methods.waiting.await();
    int port = server.server.port();
    Thread closing = Thread.ofVirtual().start(server.server::close);
    methods.goOn.countDown();
    closing.join();
    assertThat(answer.get(30, TimeUnit.SECONDS).body()).contains("\"result\":\"done\"");
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(java.net.ConnectException.class);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("jsonrpc-loop")) {
        // One that has done all of its work is listed a moment longer.
        assertThat(thread.join(Duration.ofSeconds(20))).as(thread.getName()).isTrue();
      }
    }
  }

  @Test
  void aCallThatDoesNotEndIsInterruptedWhenTheServerStops() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        server.client.sendAsync(
            server.request(call("wait", "[]")).build(), HttpResponse.BodyHandlers.ofString());
    methods.waiting.await();
    server.server.close();
    assertThat(answer.handle((response, failure) -> true).get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aPortInUseIsRefusedWithWhatToDo() {
    ServerSettings other = TestServer.settings(0, "", 1024, 4096, 3);
    ServerSettings taken =
        new ServerSettings(
            other.address(),
            server.server.port(),
            other.hosts(),
            other.origins(),
            1,
            1,
            1,
            1,
            1,
            1024,
            1024,
            1,
            0,
            1,
            1000,
            1000,
            1000,
            0);
    assertThatThrownBy(() -> new JsonRpcServer(taken, new MethodTable()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("cannot listen on port " + server.server.port(), "`port`");
  }
}
