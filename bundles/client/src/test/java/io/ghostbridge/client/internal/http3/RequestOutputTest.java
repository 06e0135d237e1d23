package io.ghostbridge.client.internal.http3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.quic.QuicStreamFrame;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What QUIC is given of a request. */
@SuppressWarnings("FutureReturnValueIgnored") // of the channel, which does all at once
final class RequestOutputTest {
  private final RequestOutput output = new RequestOutput();
  private final EmbeddedChannel channel = new EmbeddedChannel(output);

  @Test
  void whatWasWrittenGoesInOnePieceWithTheEnd() {
    ChannelFuture fields = channel.write(bytes("fields "));
    ChannelFuture message = channel.write(bytes("message"));
    assertThat(channel.outboundMessages()).isEmpty();
    assertThat(fields.isDone()).isFalse();

    output.finish();

    QuicStreamFrame frame = channel.readOutbound();
    assertThat(frame.content().toString(StandardCharsets.US_ASCII)).isEqualTo("fields message");
    assertThat(frame.hasFin()).isTrue();
    assertThat(fields.isSuccess()).isTrue();
    assertThat(message.isSuccess()).isTrue();
    assertThat(channel.outboundMessages()).isEmpty();
    frame.release();
  }

  @Test
  void eachFlushSendsWhatCameBeforeIt() {
    channel.writeOutbound(bytes("one"));
    channel.writeOutbound(bytes("two"));
    channel.flushOutbound();
    output.finish();

    assertThat(text(channel.readOutbound())).isEqualTo("one");
    assertThat(text(channel.readOutbound())).isEqualTo("two");
    QuicStreamFrame end = channel.readOutbound();
    assertThat(end.content().isReadable()).isFalse();
    assertThat(end.hasFin()).isTrue();
    end.release();
  }

  @Test
  void whatWasNotSentIsReleasedWithTheStreamAndItsWriterTold() {
    ByteBuf unsent = bytes("unsent");
    ChannelFuture written = channel.write(unsent);

    channel.close();

    assertThat(unsent.refCnt()).isZero();
    assertThat(written.cause()).isInstanceOf(ClosedChannelException.class);
    assertThat(channel.outboundMessages()).isEmpty();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private static String text(ByteBuf buffer) {
    try {
      return buffer.toString(StandardCharsets.US_ASCII);
    } finally {
      buffer.release();
    }
  }
}
