package io.ghostbridge.transport.http2.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class MessageBufferTest {
  private final MessageBuffer buffer = new MessageBuffer();

  @Test
  void aBufferThatWasReleasedIsGivenAgainEmpty() {
    ByteBuf first = buffer.take(100);
    first.writeLong(1);
    first.release();
    ByteBuf second = buffer.take(100);
    assertThat(second).isSameAs(first);
    assertThat(second.isReadable()).isFalse();
  }

  @Test
  void aBufferThatSomebodyHoldsIsGivenToNobodyElse() {
    ByteBuf first = buffer.take(100);
    ByteBuf slice = first.writeLong(7).retainedSlice();
    first.release();
    assertThat(buffer.take(100).writeLong(8)).isNotSameAs(first);
    assertThat(slice.readLong()).isEqualTo(7);
    slice.release();
    assertThat(buffer.take(100)).isSameAs(first);
  }

  @Test
  void whatWaitsForTheClientIsCopiedOutOfTheSharedBuffer() {
    ByteBuf shared = buffer.take(100);
    ByteBuf kept = buffer.keep(shared.writeLong(7));
    buffer.take(100).writeLong(8);
    assertThat(kept.readLong()).isEqualTo(7);
    ByteBuf own = buffer.take(100_000);
    assertThat(buffer.keep(own)).isSameAs(own);
    assertThat(own.array().length).isGreaterThanOrEqualTo(100_000);
  }
}
