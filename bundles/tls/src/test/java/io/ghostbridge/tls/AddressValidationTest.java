package io.ghostbridge.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens of Retry packets, which are read of strangers' datagrams. */
class AddressValidationTest {
  private static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4433);

  private final AddressValidation validation = new AddressValidation(new byte[32], () -> true);

  private int validate(byte[] token, InetSocketAddress address) {
    return validation.validateToken(Unpooled.wrappedBuffer(token), address);
  }

  private static byte[] token(AddressValidation by, byte[] id) {
    ByteBuf token = Unpooled.buffer();
    assertThat(by.writeToken(token, Unpooled.wrappedBuffer(id), ADDRESS)).isTrue();
    assertThat(token.readableBytes()).isLessThanOrEqualTo(by.maxTokenLength());
    return Arrays.copyOf(token.array(), token.readableBytes());
  }

  @FuzzTest
  void anyBytesAreNoToken(byte[] bytes) {
    assertThat(validate(bytes, ADDRESS)).isEqualTo(-1);
  }

  @Test
  void aTokenIsGoodForItsAddressOnlyAndNotWhenABitOfItIsAnother() {
    byte[] id = new byte[8];
    new SecureRandom().nextBytes(id);
    byte[] token = token(validation, id);
    int offset = validate(token, ADDRESS);
    assertThat(Arrays.copyOfRange(token, offset, token.length)).isEqualTo(id);
    for (InetSocketAddress other :
        List.of(
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 4433),
            new InetSocketAddress(ADDRESS.getAddress(), 4434))) {
      assertThat(validate(token, other)).isEqualTo(-1);
    }
    for (int bit = 0; bit < 8 * token.length; bit++) {
      byte[] tampered = token.clone();
      tampered[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(validate(tampered, ADDRESS)).as("bit %d", bit).isEqualTo(-1);
    }
    assertThat(validate(Arrays.copyOf(token, token.length - 1), ADDRESS)).isEqualTo(-1);
  }

  @Test
  void aTokenOfAnotherServerIsRefused() {
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    byte[] token = token(new AddressValidation(otherKey, () -> true), new byte[8]);
    assertThat(validate(token, ADDRESS)).isEqualTo(-1);
  }

  @Test
  void aTokenIsGoodOnlyBehindAnIdOfOurs() {
    ByteBuf token = Unpooled.wrappedBuffer(token(validation, new byte[8]));
    assertThat(validation.validateToken(token, ADDRESS, Unpooled.buffer().writeZero(20)).isValid())
        .isTrue();
    assertThat(validation.validateToken(token, ADDRESS, Unpooled.buffer().writeZero(8)).isValid())
        .isFalse();
  }

  @Test
  void withoutLoadNobodyProvesAnything() {
    ByteBuf none = Unpooled.buffer();
    assertThat(
            new AddressValidation(new byte[32], () -> false)
                .writeToken(none, Unpooled.wrappedBuffer(new byte[8]), ADDRESS))
        .isFalse();
    assertThat(none.isReadable()).isFalse();
  }
}
