package io.ghostbridge.transport.dns.internal.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuicTokensTest {
  @Test
  void aTokenIsGoodForItsAddressOnly() {
    var tokens = new QuicTokens(() -> true);
    var client = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4433);
    ByteBuf token = Unpooled.buffer();
    assertThat(tokens.writeToken(token, Unpooled.wrappedBuffer(new byte[16]), client)).isTrue();
    assertThat(token.readableBytes()).isLessThanOrEqualTo(tokens.maxTokenLength());
    assertThat(tokens.validateToken(token, client)).isEqualTo(token.readableBytes() - 16);
    for (InetSocketAddress other :
        List.of(
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 4433),
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4434))) {
      assertThat(tokens.validateToken(token, other)).isEqualTo(-1);
    }
    for (int i = 0; i < token.readableBytes(); i++) {
      ByteBuf changed = token.copy();
      changed.setByte(i, changed.getByte(i) ^ 1);
      assertThat(tokens.validateToken(changed, client)).isEqualTo(-1);
    }
    assertThat(tokens.validateToken(token.slice(0, 39), client)).isEqualTo(-1);
    assertThat(new QuicTokens(() -> false).writeToken(Unpooled.buffer(), token, client)).isFalse();
  }
}
