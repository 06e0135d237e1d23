package io.ghostbridge.transport.http3.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Looks at each datagram before QUIC does. Drops what a server must not or need not answer (RFC
 * 9000 sections 5.2.2, 6.1 and 14.1), keeps the rate of answers that cost an attacker nothing, and
 * ends connections of a former run by a stateless reset (section 10.3). One object a socket.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what was not sent is asked for again
final class DatagramGate extends ChannelInboundHandlerAdapter {
  /** Datagrams with a client's first packet are at least this large. */
  private static final int MIN_INITIAL_BYTES = 1200;

  /**
   * A datagram must be larger than the reset that answers it, or two servers could go on forever.
   */
  private static final int MIN_RESET_BYTES = 43;

  private static final int MAX_RESET_BYTES = 80;
  private static final int LONG_HEADER = 0x80;
  private static final int FIXED_BIT = 0x40;
  private static final int INITIAL_TYPE_MASK = 0x30;
  private static final int VERSION_1 = 1;
  private static final int MAX_ID_BYTES = 20;

  private final ConnectionIds ids;
  private final ResetTokens resetTokens;
  private final RateLimit versionAnswers;
  private final RateLimit resets;
  private final SecureRandom random;

  DatagramGate(
      ConnectionIds ids, ResetTokens resetTokens, SecureRandom random, int statelessAnswers) {
    this.ids = ids;
    this.resetTokens = resetTokens;
    this.random = random;
    this.versionAnswers = new RateLimit(statelessAnswers);
    this.resets = new RateLimit(statelessAnswers);
  }

  /** What to do with a datagram. */
  enum Verdict {
    /** QUIC reads it. */
    PASS,
    /** Nobody does. */
    DROP,
    /** It is for a connection that this run never had. */
    RESET
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    switch (judge(packet.content())) {
      case PASS -> context.fireChannelRead(packet);
      case DROP -> packet.release();
      case RESET -> {
        if (resets.allows(System.nanoTime())) {
          context.writeAndFlush(reset(context, packet));
        }
        packet.release();
      }
    }
  }

  /** Decides by the bytes that are outside of all encryption. */
  Verdict judge(ByteBuf datagram) {
    int length = datagram.readableBytes();
    int start = datagram.readerIndex();
    if (length < 1 + Integer.BYTES || length > Reception.DATAGRAM_BYTES) {
      return Verdict.DROP;
    }
    int first = datagram.getUnsignedByte(start);
    if ((first & LONG_HEADER) == 0) {
      return judgeShort(datagram, start, length, first);
    }
    int version = datagram.getInt(start + 1);
    if (version == 0) {
      // Version Negotiation is a server's to send.
      return Verdict.DROP;
    }
    if (version != VERSION_1) {
      return length >= MIN_INITIAL_BYTES
              && hasShortIds(datagram, start, length)
              && versionAnswers.allows(System.nanoTime())
          ? Verdict.PASS
          : Verdict.DROP;
    }
    boolean initial = (first & INITIAL_TYPE_MASK) == 0;
    return initial && length < MIN_INITIAL_BYTES ? Verdict.DROP : Verdict.PASS;
  }

  private Verdict judgeShort(ByteBuf datagram, int start, int length, int first) {
    if ((first & FIXED_BIT) == 0 || length <= ConnectionIds.LENGTH) {
      return Verdict.DROP;
    }
    if (ids.isOfThisRun(datagram, start + 1)) {
      return Verdict.PASS;
    }
    return length >= MIN_RESET_BYTES ? Verdict.RESET : Verdict.DROP;
  }

  /** Ids of other versions may be longer than ours; such a packet we could not answer. */
  private static boolean hasShortIds(ByteBuf datagram, int start, int length) {
    int destination = datagram.getUnsignedByte(start + 5);
    int source = start + 6 + destination;
    return destination <= MAX_ID_BYTES
        && source - start < length
        && datagram.getUnsignedByte(source) <= MAX_ID_BYTES;
  }

  /** Looks like any packet to all but its receiver, and is smaller than what it answers. */
  private DatagramPacket reset(ChannelHandlerContext context, DatagramPacket packet) {
    ByteBuf received = packet.content();
    byte[] id = new byte[ConnectionIds.LENGTH];
    received.getBytes(received.readerIndex() + 1, id);
    byte[] noise = new byte[Math.min(received.readableBytes() - 1, MAX_RESET_BYTES)];
    random.nextBytes(noise);
    noise[0] = (byte) (FIXED_BIT | (noise[0] & 0x3f));
    ByteBuffer token = resetTokens.newResetToken(ByteBuffer.wrap(id));
    token.get(noise, noise.length - ResetTokens.LENGTH, ResetTokens.LENGTH);
    return new DatagramPacket(context.alloc().directBuffer().writeBytes(noise), packet.sender());
  }
}
