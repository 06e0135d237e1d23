package io.ghostbridge.client.internal.http3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a request on their way to QUIC, which makes a packet of whatever it is given: what
 * was written since the last flush goes in one piece, with the stream's end if it is the last. Of
 * the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the promises of what was written are told
final class RequestOutput extends ChannelOutboundHandlerAdapter {
  private record Part(ByteBuf data, ChannelPromise written) {}

  private List<Part> parts = new ArrayList<>(2);
  private @Nullable ChannelHandlerContext context;
  private boolean begun;
  private boolean failed;

  /** Whether QUIC has, or may have, sent something of the request. */
  boolean hasBegun() {
    return begun;
  }

  /** Whether something could not be sent. */
  boolean hasFailed() {
    return failed;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void write(ChannelHandlerContext to, Object message, ChannelPromise promise) {
    parts.add(new Part((ByteBuf) message, promise));
  }

  @Override
  public void flush(ChannelHandlerContext to) {
    if (!parts.isEmpty()) {
      send(to, false);
    }
  }

  /** Sends what was written, and the stream's end. */
  void finish() {
    ChannelHandlerContext to = context;
    if (to != null) {
      send(to, true);
    }
  }

  private void send(ChannelHandlerContext to, boolean last) {
    List<Part> sent = parts;
    parts = new ArrayList<>(1);
    ByteBuf all =
        Unpooled.wrappedBuffer(sent.size(), sent.stream().map(Part::data).toArray(ByteBuf[]::new));
    ChannelFuture written = to.writeAndFlush(last ? new DefaultQuicStreamFrame(all, true) : all);
    // QUIC takes nothing of what fails at once; of what waits, a part may be on the way.
    begun |= !written.isDone() || written.isSuccess();
    written.addListener(
        done -> {
          failed |= !done.isSuccess();
          sent.forEach(part -> tell(part.written, done));
        });
  }

  private static void tell(ChannelPromise promise, Future<?> done) {
    if (done.isSuccess()) {
      promise.trySuccess();
    } else {
      promise.tryFailure(done.cause());
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    List<Part> unsent = parts;
    parts = List.of();
    for (Part part : unsent) {
      part.data.release();
      part.written.tryFailure(new ClosedChannelException());
    }
  }
}
