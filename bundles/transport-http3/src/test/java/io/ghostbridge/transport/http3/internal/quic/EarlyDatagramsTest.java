package io.ghostbridge.transport.http3.internal.quic;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes of datagrams around a ClientHello, in which order. */
class EarlyDatagramsTest {
  private static final int INITIAL = 0xc0;
  private static final int ZERO_RTT = 0xd0;
  private static final InetSocketAddress ONE = InetSocketAddress.createUnresolved("one", 1);
  private static final InetSocketAddress OTHER = InetSocketAddress.createUnresolved("other", 2);
  private static final InetSocketAddress SERVER = InetSocketAddress.createUnresolved("server", 443);

  private final SecureRandom random = new SecureRandom();
  private final ConnectionIds ids = new ConnectionIds(random);
  private final EarlyDatagrams early = new EarlyDatagrams(ids);
  private final EmbeddedChannel channel = channel(early);

  private EmbeddedChannel channel(EarlyDatagrams handler) {
    EmbeddedChannel made =
        new EmbeddedChannel(
            new DatagramGate(ids, new ResetTokens(new byte[32]), random, 1000), handler);
    made.freezeTime();
    return made;
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private static DatagramPacket datagram(int first, InetSocketAddress from) {
    byte[] bytes = new byte[1200];
    bytes[0] = (byte) first;
    bytes[4] = 1;
    bytes[5] = 8;
    return new DatagramPacket(Unpooled.wrappedBuffer(bytes), SERVER, from);
  }

  private DatagramPacket arrives(int first, InetSocketAddress from) {
    DatagramPacket packet = datagram(first, from);
    channel.pipeline().fireChannelRead(packet);
    return packet;
  }

  private void laterAnswers() {
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private void isNext(DatagramPacket expected) {
    DatagramPacket next = channel.readInbound();
    assertThat(next).isSameAs(expected);
    next.release();
  }

  @Test
  void earlyDataIsGivenToQuicAfterTheFirstDatagramOfItsClientsAnswer() {
    DatagramPacket hello = arrives(INITIAL, ONE);
    DatagramPacket atOnce = arrives(ZERO_RTT, ONE);
    isNext(hello);
    channel.pipeline().fireChannelReadComplete();
    DatagramPacket soon = arrives(ZERO_RTT, ONE);
    DatagramPacket others = arrives(ZERO_RTT, OTHER);
    assertThat(channel.inboundMessages()).isEmpty();
    early.taken(ONE);
    channel.writeOutbound("first of the answer");
    isNext(atOnce);
    isNext(soon);
    assertThat(channel.inboundMessages()).isEmpty();
    laterAnswers();
    isNext(others);
  }

  @Test
  void earlyDataThatTlsDoesNotTakeIsGivenAfterTheAnswer() {
    DatagramPacket hello = arrives(INITIAL, ONE);
    DatagramPacket data = arrives(ZERO_RTT, ONE);
    channel.pipeline().fireChannelReadComplete();
    isNext(hello);
    assertThat(channel.inboundMessages()).isEmpty();
    laterAnswers();
    isNext(data);
    isNext(arrives(ZERO_RTT, ONE));
  }

  @Test
  void packetsOfAConnectionThatHasAnIdOfOursWaitForNothing() {
    DatagramPacket packet = datagram(INITIAL, ONE);
    packet.content().setByte(5, ConnectionIds.LENGTH);
    packet.content().setBytes(6, ids.generator(1).newId(ConnectionIds.LENGTH));
    channel.pipeline().fireChannelRead(packet);
    isNext(packet);
    isNext(arrives(ZERO_RTT, ONE));
  }

  @Test
  void whatIsKeptIsReleasedWithTheSocket() {
    isNext(arrives(INITIAL, ONE));
    DatagramPacket data = arrives(ZERO_RTT, ONE);
    assertThat(data.refCnt()).isOne();
    var _ = channel.close();
    assertThat(data.refCnt()).isZero();
  }

  /** The first byte of each piece says how long it is. */
  @FuzzTest
  void noDatagramIsLostWhateverComes(byte[] bytes) {
    EarlyDatagrams handler = new EarlyDatagrams(ids);
    EmbeddedChannel socket = channel(handler);
    DatagramGate gate = new DatagramGate(ids, new ResetTokens(new byte[32]), random, 0);
    int passed = 0;
    int start = 0;
    while (start < bytes.length) {
      int end = Math.min(bytes.length, start + 1 + 8 * (bytes[start] & 0xff));
      ByteBuf datagram = Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, start, end));
      if (gate.judge(datagram) == DatagramGate.Verdict.PASS) {
        passed++;
        socket.pipeline().fireChannelRead(new DatagramPacket(datagram, SERVER, ONE));
      }
      if (bytes[start] % 3 == 0) {
        socket.pipeline().fireChannelReadComplete();
      }
      start = end;
    }
    socket.pipeline().fireChannelReadComplete();
    socket.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    socket.runScheduledPendingTasks();
    assertThat(socket.inboundMessages()).hasSize(passed);
    socket.finishAndReleaseAll();
  }

  @Test
  void noDatagramOfArbitraryBytesIsLost() {
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[20_000];
      random.nextBytes(bytes);
      noDatagramIsLostWhateverComes(bytes);
    }
  }
}
