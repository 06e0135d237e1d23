package io.ghostbridge.transport.http3.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands early data (0-RTT) to QUIC when calls can be read from it. TLS takes early data while QUIC
 * makes the first datagram of its answer to a ClientHello, and QUIC is done with it when it makes
 * the second; Netty reads calls only in between, and only when it is given a datagram. So what
 * comes of 0-RTT packets soon after a ClientHello is kept here, and given to QUIC after the first
 * datagram of the answer. What comes later waits in QUIC until the handshake is complete. One
 * object a socket; event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // ends with the socket
final class EarlyDatagrams extends ChannelDuplexHandler {
  /**
   * How long answers wait for 0-RTT packets, which follow the ClientHello in their own datagrams.
   */
  private static final long GATHER_MICROS = 500;

  /** Answers to other clients of the socket wait as well, so this bounds it to 5 % of the time. */
  private static final int GATHERINGS_A_SECOND = 100;

  private static final int MOST_KEPT = 64;
  private static final int LONG_HEADER = 0x80;
  private static final int TYPE_MASK = 0x30;
  private static final int INITIAL = 0;
  private static final int ZERO_RTT = 0x10;
  private static final int DESTINATION_LENGTH = 5;
  private static final int DESTINATION = 6;

  private final ConnectionIds ids;
  private final RateLimit gatherings = new RateLimit(GATHERINGS_A_SECOND);
  private final List<DatagramPacket> kept = new ArrayList<>();
  private boolean hello;
  private boolean gathering;
  private @Nullable SocketAddress taken;

  EarlyDatagrams(ConnectionIds ids) {
    this.ids = ids;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    ByteBuf datagram = packet.content();
    int start = datagram.readerIndex();
    int first = datagram.getUnsignedByte(start);
    if ((first & LONG_HEADER) != 0) {
      int type = first & TYPE_MASK;
      if (type == ZERO_RTT && (hello || gathering) && kept.size() < MOST_KEPT) {
        kept.add(packet);
        return;
      }
      hello |= type == INITIAL && isNew(datagram, start);
    }
    context.fireChannelRead(packet);
  }

  /** The ids that we chose are in what a client sends after our answer. */
  private boolean isNew(ByteBuf datagram, int start) {
    int length = datagram.getUnsignedByte(start + DESTINATION_LENGTH);
    return length != ConnectionIds.LENGTH
        || datagram.readableBytes() < DESTINATION + length
        || !ids.isOfThisRun(datagram, start + DESTINATION);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (gathering) {
      return;
    }
    if (hello && gatherings.allows(System.nanoTime())) {
      gathering = true;
      context.executor().schedule(() -> answer(context), GATHER_MICROS, TimeUnit.MICROSECONDS);
    } else {
      answer(context);
    }
  }

  private void answer(ChannelHandlerContext context) {
    gathering = false;
    hello = false;
    context.fireChannelReadComplete();
    if (!kept.isEmpty()) {
      // TLS has not taken it.
      give(context, null);
      context.fireChannelReadComplete();
    }
  }

  /**
   * TLS has taken the early data of {@code client}: its next datagram is the first of the answer.
   */
  void taken(@Nullable SocketAddress client) {
    taken = client;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    context.write(message, promise);
    SocketAddress client = taken;
    if (client != null) {
      taken = null;
      give(context, client);
    }
  }

  private void give(ChannelHandlerContext context, @Nullable SocketAddress client) {
    List<DatagramPacket> now = new ArrayList<>(kept);
    kept.clear();
    for (DatagramPacket packet : now) {
      if (client == null || client.equals(packet.sender())) {
        context.fireChannelRead(packet);
      } else {
        kept.add(packet);
      }
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    kept.forEach(ReferenceCountUtil::release);
    kept.clear();
  }
}
