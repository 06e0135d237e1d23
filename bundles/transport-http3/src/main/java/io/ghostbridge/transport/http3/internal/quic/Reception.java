package io.ghostbridge.transport.http3.internal.quic;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollDatagramChannelConfig;

/**
 * How a socket reads. Where the kernel can join datagrams of one sender (UDP GRO, Linux 5.0), a
 * read takes what is joined, and Netty cuts it into datagrams again. Otherwise a read takes many
 * datagrams at once (recvmmsg); Netty cannot do both, as its recvmmsg is not told where to cut.
 */
final class Reception {
  /** A client may send no larger datagram; what is beyond is cut off or dropped. */
  static final int DATAGRAM_BYTES = 2048;

  private static final int DATAGRAMS_A_READ = 32;

  /** No datagram is larger, joined or not. */
  private static final int JOINED_BYTES = 64 * 1024;

  private Reception() {}

  /**
   * Configures {@code socket}, before its first read.
   *
   * @param join whether the kernel may join datagrams where it can
   */
  static void configure(Channel socket, boolean join) {
    if (!(socket.config() instanceof EpollDatagramChannelConfig config)) {
      socket.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(DATAGRAM_BYTES));
    } else if (join && joins(config)) {
      config.setRecvByteBufAllocator(
          new FixedRecvByteBufAllocator(JOINED_BYTES).maxMessagesPerRead(DATAGRAMS_A_READ));
    } else {
      config.setMaxDatagramPayloadSize(DATAGRAM_BYTES);
      config.setRecvByteBufAllocator(
          new FixedRecvByteBufAllocator(DATAGRAM_BYTES * DATAGRAMS_A_READ));
    }
  }

  private static boolean joins(EpollDatagramChannelConfig config) {
    try {
      config.setUdpGro(true);
      return true;
    } catch (ChannelException e) {
      return false;
    }
  }
}
