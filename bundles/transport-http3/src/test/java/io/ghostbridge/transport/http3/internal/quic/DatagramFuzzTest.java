package io.ghostbridge.transport.http3.internal.quic;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.transport.http3.internal.quic.DatagramGate.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** What is read of datagrams before QUIC's library reads them. */
class DatagramFuzzTest {
  private final SecureRandom random = new SecureRandom();
  private final ConnectionIds ids = new ConnectionIds(random);
  private final DatagramGate gate =
      new DatagramGate(ids, new ResetTokens(new byte[32]), random, 1_000_000);

  @FuzzTest
  void anyDatagramIsJudged(byte[] bytes) {
    ByteBuf datagram = Unpooled.wrappedBuffer(bytes);
    Verdict verdict = gate.judge(datagram);
    assertThat(datagram.readableBytes()).as("nothing is consumed").isEqualTo(bytes.length);
    if (verdict == Verdict.RESET) {
      assertThat(bytes.length).isGreaterThanOrEqualTo(43);
    }
  }

  @Test
  void arbitraryDatagramsAreJudged() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      anyDatagramIsJudged(bytes);
    }
  }

  @Test
  void aConnectionIdTellsItsSocketAndItsRun() {
    byte[] packet = new byte[60];
    packet[0] = 0x40;
    ids.generator(7).newId(ConnectionIds.LENGTH).get(packet, 1, ConnectionIds.LENGTH);
    assertThat(packet[2]).isEqualTo((byte) 7);
    assertThat(gate.judge(Unpooled.wrappedBuffer(packet))).isEqualTo(Verdict.PASS);
    packet[4] ^= 1;
    assertThat(gate.judge(Unpooled.wrappedBuffer(packet))).isEqualTo(Verdict.RESET);
  }

  @Test
  void aDatagramThatIsLargerThanAClientMaySendIsDropped() {
    byte[] packet = new byte[Reception.DATAGRAM_BYTES + 1];
    packet[0] = 0x40;
    ids.generator(7).newId(ConnectionIds.LENGTH).get(packet, 1, ConnectionIds.LENGTH);
    assertThat(gate.judge(Unpooled.wrappedBuffer(packet, 0, Reception.DATAGRAM_BYTES)))
        .isEqualTo(Verdict.PASS);
    assertThat(gate.judge(Unpooled.wrappedBuffer(packet))).isEqualTo(Verdict.DROP);
  }
}
