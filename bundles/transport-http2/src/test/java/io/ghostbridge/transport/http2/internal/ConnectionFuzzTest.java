package io.ghostbridge.transport.http2.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.transport.http2.internal.connection.ConnectionLoop;
import io.ghostbridge.transport.http2.internal.connection.Http2Connection;
import io.ghostbridge.transport.http2.internal.connection.Http2Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client sends after its preface, the connection answers or ends, and throws nothing.
 */
class ConnectionFuzzTest {
  private final Rpc rpc = new Rpc(1 << 16, 1 << 16, 1 << 20, Duration.ZERO);
  private final Plaintext plaintext = new Plaintext();

  ConnectionFuzzTest() {
    EchoService echo = new EchoService();
    // All on the embedded event loop, so that a run is deterministic.
    rpc.registry()
        .add(echo, echo.bindService(), Set.of("Unary", "Inline", "Fail", "Count", "Chat"));
  }

  @FuzzTest
  void anyBytesAreAnsweredOrRefused(byte[] input) {
    check(input);
  }

  @Test
  void twoThousandArbitraryInputsAreAnsweredOrRefused() {
    Random random = new Random(9113);
    for (int i = 0; i < 2000; i++) {
      byte[] input = new byte[random.nextInt(600)];
      random.nextBytes(input);
      check(input);
    }
  }

  private void check(byte[] input) {
    ByteBuf data = Unpooled.wrappedBuffer(input);
    ConnectionLoop loop = new ConnectionLoop();
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new Http2Connection(
                Http2Limits.DEFAULTS,
                loop,
                c -> rpc.dispatcher().connect(plaintext.peer(c)),
                () -> new byte[0][]));
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    sent.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    sent.writeBytes(RawClient.frame(RawClient.SETTINGS, 0, 0, new byte[0]));
    // Frames that mostly parse: arbitrary type, flags and stream, and a payload that is often a
    // request.
    String[] methods = {"Unary", "Inline", "Count", "Chat"};
    while (data.readableBytes() >= 4) {
      int type = data.readUnsignedByte() % 11;
      int flags = data.readUnsignedByte();
      int streamId = data.readUnsignedByte() % 8;
      int choice = data.readUnsignedByte();
      byte[] payload = new byte[Math.min(choice / 4, data.readableBytes())];
      if (choice % 2 == 0) {
        payload = RawClient.request(methods[choice / 2 % methods.length]);
      } else {
        data.readBytes(payload);
      }
      sent.writeBytes(RawClient.frame(type, flags, streamId, payload));
    }
    byte[] bytes = sent.toByteArray();
    int piece = 1 + bytes.length / 3;
    for (int start = 0; start < bytes.length && channel.isOpen(); start += piece) {
      channel.writeInbound(
          Unpooled.copiedBuffer(bytes, start, Math.min(piece, bytes.length - start)));
    }
    channel.runPendingTasks();
    loop.sweep();
    channel.checkException();
    assertThat(channel.inboundMessages()).isEmpty();
    channel.finishAndReleaseAll();
    for (ByteBuf left = channel.readOutbound(); left != null; left = channel.readOutbound()) {
      left.release();
    }
  }
}
