package io.ghostbridge.transport.http3.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a client sees of one call. */
final class TestCall extends ChannelInboundHandlerAdapter {
  private static final long LIMIT_SECONDS = 30;

  @Nullable QuicStreamChannel stream;
  final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
  final Map<String, String> fields = new ConcurrentHashMap<>();
  final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  QuicStreamChannel stream() {
    QuicStreamChannel opened = stream;
    if (opened == null) {
      throw new IllegalStateException("not opened");
    }
    return opened;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof Http3HeadersFrame headers) {
        headers
            .headers()
            .forEach(field -> fields.put(field.getKey().toString(), field.getValue().toString()));
      } else if (message instanceof Http3DataFrame data) {
        data(data.content());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void data(ByteBuf content) {
    byte[] bytes = new byte[content.readableBytes()];
    content.readBytes(bytes);
    body.writeBytes(bytes);
    byte[] all = body.toByteArray();
    int at = 0;
    while (all.length - at >= 5) {
      int length =
          (all[at + 1] & 0xff) << 24
              | (all[at + 2] & 0xff) << 16
              | (all[at + 3] & 0xff) << 8
              | (all[at + 4] & 0xff);
      if (all.length - at - 5 < length) {
        break;
      }
      messages.add(java.util.Arrays.copyOfRange(all, at + 5, at + 5 + length));
      at += 5 + length;
    }
    body.reset();
    body.write(all, at, all.length - at);
  }

  /** What came that is no whole message. */
  String rest() {
    return body.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      ended.countDown();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failure.compareAndSet(null, cause);
    ended.countDown();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended.countDown();
  }

  void send(byte[] message) throws InterruptedException {
    stream().writeAndFlush(TestClient.data(message)).sync();
  }

  void halfClose() throws InterruptedException {
    stream().shutdownOutput().sync();
  }

  byte[] next() throws InterruptedException {
    byte[] message = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came; " + fields + " " + failure.get());
    }
    return message;
  }

  /** Waits for the end of the answer. */
  TestCall await() throws InterruptedException {
    assertThat(ended.await(LIMIT_SECONDS, TimeUnit.SECONDS)).as("the answer ends").isTrue();
    return this;
  }

  String status() throws InterruptedException {
    await();
    return fields.getOrDefault("grpc-status", "none: " + fields + " " + failure.get());
  }

  /** The code with which the server reset the stream, or -1. */
  long resetCode() throws InterruptedException {
    await();
    return failure.get() instanceof QuicStreamResetException reset
        ? reset.applicationProtocolCode()
        : -1;
  }

  List<byte[]> all() throws InterruptedException {
    await();
    return new ArrayList<>(messages);
  }
}
