package io.ghostbridge.client.internal.http3;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A call on the network: its stream, from before it is opened to its end. Of the event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be sent, the stream's end tells
final class CallStream extends ChannelInboundHandlerAdapter {
  /** Messages that are not asked for are read ahead up to this, to find the end behind them. */
  private static final int READ_AHEAD_BYTES = 32 * 1024;

  /** What is told of the stream, on the event loop; {@link #ended} last, and once. */
  interface Events {
    /** Messages can be sent. */
    void opened();

    void headers(Metadata metadata);

    void message(InputStream message);

    /** QUIC took so many bytes. */
    void taken(int bytes);

    void ended(Status status, Metadata trailers);
  }

  private final boolean background;
  private final boolean oneMessage;
  private final RequestOutput output = new RequestOutput();
  private final Events events;
  private final Runnable ended;
  private final MessageDeframer messages;
  private final Deque<ByteBuf> waiting = new ArrayDeque<>(2);

  private @Nullable Http3Headers head;
  private @Nullable QuicStreamChannel stream;
  private boolean outputEnded;
  private int demand;
  private boolean headSeen;
  private @Nullable Http3Headers trailers;
  private boolean inputEnded;
  private boolean over;

  /**
   * @param head the first fields
   * @param mostBytes the largest message of the answer
   * @param background whether the connection need not be kept for it
   * @param oneMessage whether the request is one message, which goes out with the first fields
   * @param ended run at the end, before it is told
   */
  CallStream(
      Http3Headers head,
      int mostBytes,
      boolean background,
      boolean oneMessage,
      Events events,
      Runnable ended) {
    this.head = head;
    this.background = background;
    this.oneMessage = oneMessage;
    this.messages = new MessageDeframer(mostBytes);
    this.events = events;
    this.ended = ended;
  }

  /** Whether the connection need not be kept for it. */
  boolean isBackground() {
    return background;
  }

  /** Its number on the connection, or -1 before it is opened. */
  long id() {
    QuicStreamChannel channel = stream;
    return channel == null ? -1 : channel.streamId();
  }

  /** Whether the call has ended. */
  boolean isOver() {
    return over;
  }

  /** Sends what has waited. */
  void opened(QuicStreamChannel channel) {
    if (over) {
      channel.shutdown(ErrorCode.REQUEST_CANCELLED);
      return;
    }
    stream = channel;
    channel.pipeline().addFirst(output);
    Http3Headers first = head;
    if (first != null) {
      head = null;
      channel.write(new DefaultHttp3HeadersFrame(first)).addListener(this::headWritten);
    }
    ByteBuf data;
    while ((data = waiting.poll()) != null) {
      write(channel, data);
    }
    sendWritten(channel);
    readIfWanted();
    events.opened();
  }

  private void headWritten(Future<?> written) {
    // What failed after a part of it was sent, the stream's end or the answer tells.
    if (!written.isSuccess() && !output.hasBegun()) {
      cancel(NotProcessedException.status("not sent: " + written.cause().getMessage()));
    }
  }

  /** Sends a message, which it releases. */
  void send(ByteBuf message) {
    QuicStreamChannel channel = stream;
    if (over || outputEnded) {
      message.release();
    } else if (channel == null) {
      waiting.add(message);
    } else {
      write(channel, message);
      sendWritten(channel);
    }
  }

  private void sendWritten(QuicStreamChannel channel) {
    if (outputEnded) {
      output.finish();
    } else if (!oneMessage) {
      channel.flush();
    }
  }

  private void write(QuicStreamChannel channel, ByteBuf message) {
    int bytes = message.readableBytes();
    channel.write(new DefaultHttp3DataFrame(message)).addListener(done -> events.taken(bytes));
  }

  /** No message follows. */
  void end() {
    if (!over && !outputEnded) {
      outputEnded = true;
      if (stream != null) {
        output.finish();
      }
    }
  }

  /** Lets so many more messages come. */
  void request(int count) {
    demand = demand + count < 0 ? Integer.MAX_VALUE : demand + count;
    if (!over) {
      deliver();
      readIfWanted();
    }
  }

  /** Ends the call from this side. */
  void cancel(Status status) {
    finish(status, new Metadata(), false);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    if (over) {
      ReferenceCountUtil.release(frame);
      return;
    }
    try {
      if (frame instanceof Http3HeadersFrame fields) {
        fields(fields.headers());
      } else if (frame instanceof Http3DataFrame data) {
        messages.add(data.content());
        deliver();
      } else {
        ReferenceCountUtil.release(frame);
      }
    } catch (StatusRuntimeException e) {
      cancel(e.getStatus());
    }
  }

  private void fields(Http3Headers section) {
    if (headSeen || Answer.isEnd(section)) {
      trailers = section;
    } else if (!Answer.isInformational(section)) {
      messages.decompressor(Answer.head(section));
      headSeen = true;
      Metadata metadata = Answer.metadata(section);
      if (metadata == null) {
        throw malformed("first");
      }
      events.headers(metadata);
    }
  }

  private static StatusRuntimeException malformed(String which) {
    return Status.INTERNAL
        .withDescription("the answer's " + which + " fields have what cannot be metadata")
        .asRuntimeException();
  }

  private void deliver() {
    try {
      while (demand > 0 && !over) {
        InputStream message = messages.next();
        if (message == null) {
          break;
        }
        demand--;
        events.message(message);
      }
      if (inputEnded && !over && !messages.hasNext()) {
        answered();
      }
    } catch (StatusRuntimeException e) {
      cancel(e.getStatus());
    }
  }

  /** All of the answer has come and was delivered. */
  private void answered() {
    Http3Headers last = trailers;
    if (last == null) {
      finish(
          (headSeen ? Status.INTERNAL : Status.UNAVAILABLE)
              .withDescription("the answer ended without a status"),
          new Metadata(),
          false);
      return;
    }
    Metadata metadata = Answer.metadata(last);
    if (messages.buffered() > 0) {
      cancel(Status.INTERNAL.withDescription("the answer ended in the middle of a message"));
    } else if (metadata == null) {
      cancel(malformed("last").getStatus());
    } else {
      finish(Answer.status(last), metadata, true);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    readIfWanted();
  }

  /** QUIC opens the node's window by what is read: an answer nobody asks for stops there. */
  private void readIfWanted() {
    QuicStreamChannel channel = stream;
    if (channel == null || over || inputEnded) {
      return;
    }
    try {
      if (messages.buffered() < READ_AHEAD_BYTES || (demand > 0 && !messages.hasNext())) {
        channel.read();
      }
    } catch (StatusRuntimeException e) {
      cancel(e.getStatus());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !over) {
      inputEnded = true;
      deliver();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    cancel(
        cause instanceof QuicStreamResetException reset
            ? ErrorCode.ofReset(reset.applicationProtocolCode())
            : Status.INTERNAL.withDescription("the stream failed").withCause(cause));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!inputEnded) {
      cancel(Status.UNAVAILABLE.withDescription("the stream was closed"));
    }
  }

  private void finish(Status status, Metadata metadata, boolean whole) {
    if (over) {
      return;
    }
    over = true;
    messages.close();
    ByteBuf data;
    while ((data = waiting.poll()) != null) {
      data.release();
    }
    QuicStreamChannel channel = stream;
    if (channel != null && channel.isActive()) {
      if (!whole) {
        channel.shutdown(ErrorCode.REQUEST_CANCELLED);
      } else if (!outputEnded || output.hasFailed()) {
        // The node has answered without having heard all.
        channel.shutdownOutput(ErrorCode.NO_ERROR);
      }
    }
    ended.run();
    events.ended(status, metadata);
  }
}
