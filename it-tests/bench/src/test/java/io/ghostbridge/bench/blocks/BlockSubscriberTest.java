package io.ghostbridge.bench.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.Loopback;
import io.ghostbridge.proto.chain.v1.BlockResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockSubscriberTest {
  private static final byte DATA = 0;
  private static final byte HEADERS = 1;
  private static final byte END_STREAM = 1;

  private ServerSocket listener;
  private BlockSubscriber subscriber;
  private Socket server;
  private Selector selector;

  @BeforeEach
  void connect() throws IOException {
    listener = new ServerSocket(0, 1, Loopback.address());
    subscriber = new BlockSubscriber(Loopback.at(listener.getLocalPort()));
    server = listener.accept();
    server.setTcpNoDelay(true);
    selector = Selector.open();
    subscriber.register(selector);
  }

  @AfterEach
  void close() throws IOException {
    selector.close();
    subscriber.close();
    server.close();
    listener.close();
  }

  @Test
  void blocksAreFoundWhateverTheFramesAndReadsAreCutInto() throws Exception {
    byte[] messages = join(message(7), message(8));
    int cut = messages.length / 2 + 3;
    byte[] frames =
        join(
            frame(DATA, (byte) 0, slice(messages, 0, cut)),
            frame(DATA, (byte) 0, slice(messages, cut, messages.length)));
    List<Long> heights = new ArrayList<>();
    for (byte each : frames) {
      server.getOutputStream().write(each);
      read();
      while (subscriber.hasNext()) {
        heights.add(subscriber.next().getHeight());
      }
    }
    assertThat(heights).containsExactly(7L, 8L);
  }

  @Test
  void aBlockThatIsNotTheNextIsAnError() throws IOException {
    server.getOutputStream().write(frame(DATA, (byte) 0, join(message(7), message(7))));
    assertThatThrownBy(this::read)
        .isInstanceOf(BenchmarkException.class)
        .hasMessage("a subscriber got block 7 after block 7");
  }

  @Test
  void aSubscriptionThatTheServerEndsIsAnError() throws IOException {
    server.getOutputStream().write(frame(HEADERS, END_STREAM, new byte[] {(byte) 0x88}));
    assertThatThrownBy(this::read)
        .isInstanceOf(BenchmarkException.class)
        .hasMessage("the server ended a subscription");
  }

  private void read() throws IOException, BenchmarkException {
    assertThat(selector.select(10_000)).isEqualTo(1);
    selector.selectedKeys().clear();
    subscriber.read();
  }

  private static byte[] message(long height) {
    byte[] block = BlockResponse.newBuilder().setHeight(height).setHash("ab").build().toByteArray();
    return ByteBuffer.allocate(5 + block.length)
        .put((byte) 0)
        .putInt(block.length)
        .put(block)
        .array();
  }

  private static byte[] frame(byte type, byte flags, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) 0)
        .putShort((short) payload.length)
        .put(type)
        .put(flags)
        .putInt(1)
        .put(payload)
        .array();
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
