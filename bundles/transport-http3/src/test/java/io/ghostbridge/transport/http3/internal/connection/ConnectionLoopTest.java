package io.ghostbridge.transport.http3.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class ConnectionLoopTest {
  private final ConnectionLoop loop = new ConnectionLoop(Runnable::run);

  @Test
  void messagesThatAreCopiedAtOnceAreWrittenIntoOneBuffer() {
    ByteBuf first = loop.newMessage(StreamOutput.COPY_BYTES);
    first.writeLong(1).release();
    ByteBuf second = loop.newMessage(100);
    assertThat(second).isSameAs(first);
    assertThat(second.isReadable()).isFalse();
  }

  @Test
  void aBufferThatSomebodyHoldsIsGivenToNobodyElse() {
    ByteBuf held = loop.newMessage(100).writeLong(7);
    assertThat(loop.newMessage(100).writeLong(8)).isNotSameAs(held);
    assertThat(held.readLong()).isEqualTo(7);
  }

  @Test
  void aMessageThatIsSentAsItIsHasABufferOfItsOwn() {
    ByteBuf large = loop.newMessage(StreamOutput.COPY_BYTES + 1);
    byte[] bytes = large.array();
    large.release();
    ByteBuf next = loop.newMessage(StreamOutput.COPY_BYTES + 1);
    assertThat(next.array()).isNotSameAs(bytes);
    assertThat(next.writableBytes()).isEqualTo(StreamOutput.COPY_BYTES + 1);
  }
}
