package io.ghostbridge.transport.http3.internal.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The kernel joins what one sender sends at once; whoever reads gets what was sent. */
@SuppressWarnings("FutureReturnValueIgnored") // sync() throws what failed
class ReceptionTest {
  private static final int SEGMENT_BYTES = 1200;
  private final LinkedBlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

  private Channel socket(EventLoopGroup group, boolean join) throws InterruptedException {
    return new Bootstrap()
        .group(group)
        .channel(EpollDatagramChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel socket) {
                Reception.configure(socket, join);
                socket.pipeline().addLast(new Received());
              }
            })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .sync()
        .channel();
  }

  private final class Received extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      received.add(ByteBufUtil.getBytes(packet.content()));
    }
  }

  private void readsWhatWasSent(boolean join) throws InterruptedException {
    assumeTrue(
        Epoll.isAvailable() && EpollDatagramChannel.isSegmentedDatagramPacketSupported(),
        "no UDP GSO here");
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    try {
      Channel receiver = socket(group, join);
      byte[] sent = new byte[4 * SEGMENT_BYTES + 100];
      new Random(1).nextBytes(sent);
      socket(group, join)
          .writeAndFlush(
              new SegmentedDatagramPacket(
                  Unpooled.directBuffer(sent.length).writeBytes(sent),
                  SEGMENT_BYTES,
                  (InetSocketAddress) receiver.localAddress()))
          .sync();
      ByteBuf all = Unpooled.buffer();
      for (int i = 0; i < 5; i++) {
        byte[] datagram = Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "none came");
        assertThat(datagram).hasSize(i < 4 ? SEGMENT_BYTES : 100);
        all.writeBytes(datagram);
      }
      assertThat(ByteBufUtil.getBytes(all)).isEqualTo(sent);
    } finally {
      group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void joinedDatagramsAreReadOneByOne() throws InterruptedException {
    readsWhatWasSent(true);
  }

  @Test
  void datagramsThatAreNotJoinedAreReadOneByOne() throws InterruptedException {
    readsWhatWasSent(false);
  }
}
