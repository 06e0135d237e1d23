package io.ghostbridge.transport.http3.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls as Netty's client makes them. */
@Timeout(120)
class CallKindsTest {
  @TempDir private static Path directory;
  private RunningServer server;
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer(directory);
    client = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return bytes;
  }

  @Test
  void unaryCallsOfAllSizesAreAnswered() throws Exception {
    for (String method : new String[] {"Unary", "Inline"}) {
      for (int length : new int[] {0, 1, 100, 16_379, 100_000, 4 * 1024 * 1024}) {
        TestCall call = client.unary(method, bytes(length));
        assertThat(call.status()).as("%s of %d bytes", method, length).isEqualTo("0");
        assertThat(Arrays.equals(call.next(), bytes(length))).isTrue();
        assertThat(call.fields)
            .containsEntry(":status", "200")
            .containsEntry("content-type", "application/grpc");
      }
    }
  }

  @Test
  void aClientStreamIsCounted() throws Exception {
    TestCall call = client.call("Count");
    for (int i = 0; i < 100; i++) {
      call.send(bytes(50_000));
    }
    call.halfClose();
    assertThat(call.status()).isEqualTo("0");
    assertThat(call.next()).asString(StandardCharsets.US_ASCII).isEqualTo("5000000");
  }

  @Test
  void aBidirectionalStreamAnswersEachMessage() throws Exception {
    TestCall call = client.call("Chat");
    for (int i = 0; i < 100; i++) {
      call.send(bytes(i));
      assertThat(call.next()).hasSize(i);
    }
    call.halfClose();
    assertThat(call.status()).isEqualTo("0");
  }

  @Test
  void aServerStreamGoesOnUntilTheClientResetsIt() throws Exception {
    TestCall call = client.call("Flood");
    call.send(bytes(10_000));
    call.halfClose();
    for (int i = 0; i < 1000; i++) {
      assertThat(call.next()).hasSize(10_000);
    }
    call.stream().shutdownInput(0x10c).sync();
    awaitQuiet();
    assertThat(client.unary("Unary", bytes(3)).status()).isEqualTo("0");
  }

  /** Returns once the flood service sends no more. */
  private void awaitQuiet() throws InterruptedException {
    int before = -1;
    while (before != server.echo.floodSent.get()) {
      before = server.echo.floodSent.get();
      Thread.sleep(200);
    }
  }

  @Test
  void anErrorHasItsCodeAndMessageInTrailersOnly() throws Exception {
    TestCall call = client.unary("Fail", bytes(1));
    assertThat(call.status()).isEqualTo("9");
    assertThat(call.fields).containsEntry("grpc-message", "100 %25 wrong: %C3%A4%0A");
    assertThat(call.messages).isEmpty();
  }

  @Test
  void anUnknownMethodIsUnimplemented() throws Exception {
    assertThat(client.unary("Nothing", bytes(1)).status()).isEqualTo("12");
  }

  @Test
  void aDeadlineEndsTheCall() throws Exception {
    TestCall call = client.call(TestClient.request("Hang").add("grpc-timeout", "200m"));
    call.send(bytes(1));
    call.halfClose();
    assertThat(call.status()).isEqualTo("4");
  }

  @Test
  void compressedMessagesAreUnderstood() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes(100_000));
    }
    TestCall call = client.call(TestClient.request("Unary").add("grpc-encoding", "gzip"));
    call.stream()
        .writeAndFlush(
            new DefaultHttp3DataFrame(
                Unpooled.buffer()
                    .writeByte(1)
                    .writeInt(packed.size())
                    .writeBytes(packed.toByteArray())))
        .sync();
    call.halfClose();
    assertThat(call.status()).isEqualTo("0");
    assertThat(call.next()).hasSize(100_000);
  }

  @Test
  void aMessageAboveTheLimitIsRefused() throws Exception {
    TestCall call = client.call("Unary");
    var _ = call.stream().writeAndFlush(TestClient.data(bytes(4 * 1024 * 1024 + 1)));
    assertThat(call.status()).isEqualTo("8");
  }

  @Test
  void aClientThatCancelsEndsTheHandler() throws Exception {
    TestCall reset = client.call("Hang");
    reset.send(bytes(1));
    reset.halfClose();
    while (server.echo.hanging.get() == 0) {
      Thread.onSpinWait();
    }
    // STOP_SENDING alone, as clients do that have nothing more to send.
    reset.stream().shutdownInput(0x10c).sync();
    while (server.echo.hanging.get() > 0) {
      Thread.onSpinWait();
    }
    assertThat(client.unary("Unary", bytes(3)).status()).isEqualTo("0");
  }

  @Test
  void whatIsNoGrpcIsRefusedByHttp() throws Exception {
    TestCall call =
        client.call(
            new DefaultHttp3Headers()
                .method("GET")
                .scheme("https")
                .authority("localhost")
                .path("/"));
    call.halfClose();
    call.await();
    assertThat(call.fields.get(":status")).isEqualTo("415");
  }

  @Test
  void requestTrailersAreNoMistake() throws Exception {
    TestCall call = client.call("Unary");
    call.send(bytes(10));
    call.stream()
        .writeAndFlush(new DefaultHttp3HeadersFrame(new DefaultHttp3Headers().add("x-sum", "1")))
        .sync();
    call.halfClose();
    assertThat(call.status()).isEqualTo("0");
    assertThat(call.next()).hasSize(10);
  }
}
