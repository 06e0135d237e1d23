package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.rpc.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamFrame;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the handler of a stream that began before the handshake was complete. Once it has
 * read what is called, it lets the request through at once if it may be replayed; else it keeps
 * what came, lets QUIC's flow control hold back the rest, and waits for the handshake, which nobody
 * completes who only sends recorded datagrams again (RFC 8470 section 3). Then it leaves. Event
 * loop only.
 */
final class EarlyRequest extends ChannelInboundHandlerAdapter implements RequestFrames.Events {
  private final Http3Connection connection;
  private final QuicStreamChannel channel;
  private final RequestFrames request;
  private final ArrayDeque<QuicStreamFrame> frames = new ArrayDeque<>(2);
  private @Nullable ChannelHandlerContext context;
  private boolean decided;
  private boolean held;

  EarlyRequest(Http3Connection connection, QuicStreamChannel channel) {
    this.connection = connection;
    this.channel = channel;
    this.request = new RequestFrames(this, connection.limits().maxHeaderListBytes());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    QuicStreamFrame frame = (QuicStreamFrame) message;
    frames.add(frame);
    if (decided) {
      return;
    }
    try {
      request.read(frame.content().duplicate(), frame.hasFin());
    } catch (ConnectionErrorException e) {
      connection.fail(e);
      return;
    }
    if (frame.hasFin() && !decided) {
      // Not even a request.
      decide(true);
    }
    if (!held && decided) {
      pass();
    }
  }

  @Override
  public void section(ByteBuf section, boolean trailers) throws ConnectionErrorException {
    RequestHead head;
    try {
      head = connection.sections().request(section).head();
    } catch (IllegalArgumentException e) {
      decide(true);
      return;
    }
    decide(!connection.mayRunEarly(head));
  }

  private void decide(boolean hold) {
    decided = true;
    held = hold;
    connection.early(hold);
    if (hold) {
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void data(ByteBuf data, boolean last) {}

  @Override
  public void unknownFrame() {
    // The stream's own handler counts it.
  }

  @Override
  public boolean isOver() {
    return decided;
  }

  /** The handshake is complete. */
  void release() {
    decided = true;
    if (held) {
      held = false;
      channel.config().setAutoRead(true);
    }
    pass();
  }

  private void pass() {
    ChannelHandlerContext present = context;
    if (present == null) {
      return;
    }
    QuicStreamFrame frame;
    while ((frame = frames.poll()) != null) {
      present.fireChannelRead(frame);
    }
    if (!present.isRemoved()) {
      present.pipeline().remove(this);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    context = null;
    request.close();
    connection.left(this);
    QuicStreamFrame frame;
    while ((frame = frames.poll()) != null) {
      frame.release();
    }
  }
}
