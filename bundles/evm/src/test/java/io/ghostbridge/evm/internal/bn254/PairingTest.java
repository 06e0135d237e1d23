package io.ghostbridge.evm.internal.bn254;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairingTest {
  private static final G1 P = Objects.requireNonNull(G1.of(BigInteger.ONE, BigInteger.TWO));
  private static final G2 Q =
      Objects.requireNonNull(
          G2.of(
              new BigInteger(
                  "10857046999023057135944570762232829481370756359578518086990519993285655852781"),
              new BigInteger(
                  "11559732032986387107991004021392285783925812861821192530917403151452391805634"),
              new BigInteger(
                  "8495653923123431417604973247489272438418190587263600148770280649306958101930"),
              new BigInteger(
                  "4082367875863433681332203403145435568316851327593401208105741076214120093531")));

  @Test
  void fieldArithmeticIsThatOfBigInteger() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      BigInteger a = new BigInteger(254, random).mod(Fp.PRIME);
      BigInteger b =
          i % 5 == 0
              ? Fp.PRIME.subtract(BigInteger.ONE)
              : new BigInteger(254, random).mod(Fp.PRIME);
      assertThat(Fp.of(a).times(Fp.of(b)).value()).isEqualTo(a.multiply(b).mod(Fp.PRIME));
      assertThat(Fp.of(a).plus(Fp.of(b)).value()).isEqualTo(a.add(b).mod(Fp.PRIME));
      assertThat(Fp.of(a).minus(Fp.of(b)).value()).isEqualTo(a.subtract(b).mod(Fp.PRIME));
    }
  }

  private static boolean productIsOne(long a, long b) {
    Pairing pairing = new Pairing();
    pairing.multiply(P.times(BigInteger.valueOf(a)), Q);
    pairing.multiply(P.times(G2.ORDER.subtract(BigInteger.valueOf(b))), Q);
    return pairing.isOne();
  }

  @Test
  void thePairingIsBilinearAndNotDegenerate() {
    assertThat(productIsOne(1, 1)).isTrue();
    assertThat(productIsOne(123_456, 123_456)).isTrue();
    assertThat(productIsOne(2, 3)).isFalse();
    assertThat(new Pairing().isOne()).isTrue();
  }

  @Test
  void pointsThatAreNotOnTheCurveOrNotInTheGroupAreNone() {
    assertThat(G1.of(BigInteger.ONE, BigInteger.ONE)).isNull();
    assertThat(G1.of(Fp.PRIME, BigInteger.ZERO)).isNull();
    assertThat(G2.of(BigInteger.ONE, BigInteger.ONE, BigInteger.ONE, BigInteger.ONE)).isNull();
    assertThat(P.times(G2.ORDER).isInfinity()).isTrue();
  }
}
