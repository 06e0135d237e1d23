package io.ghostbridge.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AmountTest {
  private static final Amount MAX = new Amount(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));

  @Test
  void wireBytesAreMinimalAndRoundTrip() {
    assertThat(Amount.ZERO.toBytes()).isEmpty();
    assertThat(Amount.fromBytes(new byte[0])).isEqualTo(Amount.ZERO);
    assertThat(new Amount(BigInteger.valueOf(128)).toBytes()).containsExactly(0x80);
    assertThat(MAX.toBytes()).hasSize(32);
    assertThat(Amount.fromBytes(MAX.toBytes())).isEqualTo(MAX);
  }

  @Test
  void paddedOrOverlongWireBytesAreRefused() {
    assertThatThrownBy(() -> Amount.fromBytes(new byte[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leading zero");
    assertThatThrownBy(() -> Amount.fromBytes(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 33");
  }

  @Test
  void nanoAmountsAreExactOrMarkedNeverRoundedSilently() {
    assertThat(Amount.ofNano(-1L).toNanoExact()).isEqualTo(OptionalLong.of(-1L));
    Amount dust = Amount.ofNano(5).plus(new Amount(BigInteger.ONE));
    assertThat(dust.toNanoExact()).isEmpty();
    assertThat(dust.toNanoFloor()).isEqualTo(5);
    assertThat(MAX.toNanoExact()).isEmpty();
    assertThat(MAX.toNanoFloor()).isEqualTo(-1L);
  }

  @Test
  void arithmeticOutsideTheRangeThrows() {
    assertThatThrownBy(() -> Amount.ZERO.minus(Amount.ofNano(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MAX.plus(new Amount(BigInteger.ONE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MAX.times(2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decimalTextParsesAndPrintsExactly() {
    assertThat(Amount.parse("1.5").toNanoExact()).isEqualTo(OptionalLong.of(1_500_000_000L));
    assertThat(Amount.parse("0.000000000000000001").atto()).isEqualTo(BigInteger.ONE);
    assertThat(Amount.ofGhost(1_000).toString()).isEqualTo("1000");
    for (String bad :
        new String[] {"", "-1", "1e3", "0.0000000000000000001", "one", "1".repeat(101)}) {
      assertThatThrownBy(() -> Amount.parse(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
