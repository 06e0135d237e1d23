package io.ghostbridge.evm.internal.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.PrecompiledContracts.PrecompiledContract;
import java.math.BigInteger;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** EIP-2537 by the group's laws: what holds for every point holds for the generators. */
class BlsContractsTest {
  private static final Blst BLST = Blst.load();
  private static final String G1 =
      pad(
              "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb")
          + pad(
              "08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1");
  private static final String G2 =
      pad(
              "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8")
          + pad(
              "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e")
          + pad(
              "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801")
          + pad(
              "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be");
  private static final String ORDER =
      "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";
  private static final String PRIME =
      "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab";
  private static final String INFINITY1 = "00".repeat(128);
  private static final String INFINITY2 = "00".repeat(256);

  private final PrecompiledContract add1 = new BlsContracts.G1Add(BLST);
  private final PrecompiledContract add2 = new BlsContracts.G2Add(BLST);
  private final PrecompiledContract multiply1 = new BlsContracts.G1Msm(BLST);
  private final PrecompiledContract multiply2 = new BlsContracts.G2Msm(BLST);
  private final PrecompiledContract pairing = new BlsContracts.Pairing(BLST);

  @AfterAll
  static void unload() {
    BLST.close();
  }

  private static String pad(String element) {
    return "00".repeat(16) + element;
  }

  private static String scalar(long value) {
    return String.format("%064x", value);
  }

  private static String run(PrecompiledContract contract, String input) {
    return Objects.requireNonNull(contract.run(Bytes.fromHex(input), Fork.PRAGUE)).toHex();
  }

  private static void isRefused(PrecompiledContract contract, String input) {
    assertThat(contract.run(Bytes.fromHex(input), Fork.PRAGUE)).as(input).isNull();
  }

  @Test
  void aPointAddedToItselfIsItsDouble() {
    assertThat(run(add1, G1 + G1)).isEqualTo(run(multiply1, G1 + scalar(2)));
    assertThat(run(add2, G2 + G2)).isEqualTo(run(multiply2, G2 + scalar(2)));
  }

  @Test
  void infinityIsNeutral() {
    assertThat(run(add1, G1 + INFINITY1)).isEqualTo(G1);
    assertThat(run(add1, INFINITY1 + G1)).isEqualTo(G1);
    assertThat(run(add1, INFINITY1 + INFINITY1)).isEqualTo(INFINITY1);
    assertThat(run(add2, INFINITY2 + G2)).isEqualTo(G2);
    assertThat(run(multiply1, G1 + scalar(0))).isEqualTo(INFINITY1);
    assertThat(run(multiply2, INFINITY2 + scalar(5))).isEqualTo(INFINITY2);
    assertThat(run(multiply1, INFINITY1 + scalar(5) + G1 + scalar(1))).isEqualTo(G1);
  }

  @Test
  void scalarsAreNotBoundByTheOrder() {
    assertThat(run(multiply1, G1 + ORDER)).isEqualTo(INFINITY1);
    String orderPlusThree =
        String.format("%064x", new BigInteger(ORDER, 16).add(BigInteger.valueOf(3)));
    assertThat(run(multiply1, G1 + orderPlusThree)).isEqualTo(run(multiply1, G1 + scalar(3)));
    assertThat(run(multiply2, G2 + "ff".repeat(32))).isNotEqualTo(INFINITY2);
  }

  @Test
  void manyMultiplicationsAtOnceAreTheirSum() {
    for (int count : new int[] {2, 3, 40, 200}) {
      StringBuilder one = new StringBuilder();
      StringBuilder two = new StringBuilder();
      for (int i = 1; i <= count; i++) {
        one.append(G1).append(scalar(i));
        two.append(G2).append(scalar(i));
      }
      long sum = count * (count + 1L) / 2;
      assertThat(run(multiply1, one.toString())).isEqualTo(run(multiply1, G1 + scalar(sum)));
      assertThat(run(multiply2, two.toString())).isEqualTo(run(multiply2, G2 + scalar(sum)));
    }
  }

  @Test
  void thePairingIsBilinear() {
    String minusOne = String.format("%064x", new BigInteger(ORDER, 16).subtract(BigInteger.ONE));
    String negative = run(multiply1, G1 + minusOne);
    String six = run(multiply1, G1 + scalar(6));
    String minusSix = run(multiply1, six + minusOne);
    String two = run(multiply1, G1 + scalar(2));
    String three = run(multiply2, G2 + scalar(3));
    assertThat(run(pairing, G1 + G2 + negative + G2)).isEqualTo(scalar(1));
    assertThat(run(pairing, two + three + minusSix + G2)).isEqualTo(scalar(1));
    assertThat(run(pairing, two + three + six + G2)).isEqualTo(scalar(0));
    assertThat(run(pairing, G1 + G2)).isEqualTo(scalar(0));
    assertThat(run(pairing, INFINITY1 + G2 + G1 + INFINITY2)).isEqualTo(scalar(1));
  }

  @Test
  void mappedElementsArePointsOfTheGroup() {
    String p = run(new BlsContracts.MapToG1(BLST), pad("00".repeat(47) + "07"));
    assertThat(run(multiply1, p + ORDER)).isEqualTo(INFINITY1);
    String q =
        run(new BlsContracts.MapToG2(BLST), pad("00".repeat(47) + "07") + pad("00".repeat(48)));
    assertThat(run(multiply2, q + ORDER)).isEqualTo(INFINITY2);
  }

  @Test
  void malformedInputIsRefused() {
    isRefused(add1, G1);
    isRefused(add1, G1 + G1 + "00");
    isRefused(add1, "01" + G1.substring(2) + G1);
    isRefused(add1, pad(PRIME) + pad("00".repeat(48)) + G1);
    isRefused(add1, pad("00".repeat(47) + "01") + pad("00".repeat(47) + "01") + G1);
    isRefused(multiply1, "");
    isRefused(multiply1, G1);
    isRefused(pairing, "");
    isRefused(pairing, G1 + G2 + "00");
    isRefused(new BlsContracts.MapToG1(BLST), pad(PRIME));
    // (0, 2) is on the curve and not in the group.
    String outside = pad("00".repeat(48)) + pad("00".repeat(47) + "02");
    assertThat(run(add1, outside + INFINITY1)).isEqualTo(outside);
    isRefused(multiply1, outside + scalar(1));
    isRefused(pairing, outside + G2);
  }

  @Test
  void gasIsThatOfTheEip() {
    assertThat(gas(add1, 256)).isEqualTo(375);
    assertThat(gas(add2, 512)).isEqualTo(600);
    assertThat(gas(multiply1, 160)).isEqualTo(12_000);
    assertThat(gas(multiply1, 160 * 2)).isEqualTo(2 * 12_000 * 949 / 1000);
    assertThat(gas(multiply1, 160 * 500)).isEqualTo(500 * 12_000L * 519 / 1000);
    assertThat(gas(multiply2, 288 * 3)).isEqualTo(3 * 22_500 * 923 / 1000);
    assertThat(gas(pairing, 384 * 2)).isEqualTo(37_700 + 2 * 32_600);
  }

  private static long gas(PrecompiledContract contract, int length) {
    return contract.gas(Bytes.wrap(new byte[length]), Fork.PRAGUE);
  }
}
