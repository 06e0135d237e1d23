package io.ghostbridge.transport.http3.internal.quic;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.transport.http3.internal.quic.DatagramGate.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is read of datagrams before QUIC's library reads them. */
class DatagramFuzzTest {
  private static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4433);
  private final SecureRandom random = new SecureRandom();
  private final ConnectionIds ids = new ConnectionIds(random);
  private final DatagramGate gate =
      new DatagramGate(ids, new ResetTokens(new byte[32]), random, 1_000_000);
  private final AddressValidation validation = new AddressValidation(new byte[32], () -> true);

  @FuzzTest
  void anyDatagramIsJudgedAndAnyTokenRefused(byte[] bytes) {
    ByteBuf datagram = Unpooled.wrappedBuffer(bytes);
    Verdict verdict = gate.judge(datagram);
    assertThat(datagram.readableBytes()).as("nothing is consumed").isEqualTo(bytes.length);
    if (verdict == Verdict.RESET) {
      assertThat(bytes.length).isGreaterThanOrEqualTo(43);
    }
    assertThat(validation.validateToken(Unpooled.wrappedBuffer(bytes), ADDRESS)).isEqualTo(-1);
  }

  @Test
  void arbitraryDatagramsAreJudged() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      anyDatagramIsJudgedAndAnyTokenRefused(bytes);
    }
  }

  private static byte[] token(AddressValidation by, InetSocketAddress address, byte[] id) {
    ByteBuf token = Unpooled.buffer();
    assertThat(by.writeToken(token, Unpooled.wrappedBuffer(id), address)).isTrue();
    return Arrays.copyOf(token.array(), token.readableBytes());
  }

  @Test
  void aTokenIsGoodForItsAddressOnlyAndNotWhenABitOfItIsAnother() {
    byte[] id = new byte[8];
    random.nextBytes(id);
    byte[] token = token(validation, ADDRESS, id);
    int offset = validation.validateToken(Unpooled.wrappedBuffer(token), ADDRESS);
    assertThat(Arrays.copyOfRange(token, offset, token.length)).isEqualTo(id);
    assertThat(
            validation.validateToken(
                Unpooled.wrappedBuffer(token), new InetSocketAddress(ADDRESS.getAddress(), 4434)))
        .isEqualTo(-1);
    for (int bit = 0; bit < 8 * token.length; bit++) {
      byte[] tampered = token.clone();
      tampered[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(validation.validateToken(Unpooled.wrappedBuffer(tampered), ADDRESS))
          .as("bit %d", bit)
          .isEqualTo(-1);
    }
  }

  @Test
  void aTokenOfAnotherServerIsRefused() {
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    byte[] token = token(new AddressValidation(otherKey, () -> true), ADDRESS, new byte[8]);
    assertThat(validation.validateToken(Unpooled.wrappedBuffer(token), ADDRESS)).isEqualTo(-1);
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
