package io.ghostbridge.word.machine.internal.word;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.vm.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
  private static final int ROUNDS = 200_000;

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261127);
  private final long[] scratch = new long[Division.SCRATCH];

  private interface Operation {
    void apply(long[] s, int b, long[] scratch);
  }

  private interface Model {
    BigInteger apply(BigInteger a, BigInteger b);
  }

  private record Case(Operation operation, Model model) {}

  private static BigInteger signed(BigInteger x) {
    return x.testBit(255) ? x.subtract(MODULUS) : x;
  }

  private static BigInteger flag(boolean is) {
    return is ? BigInteger.ONE : BigInteger.ZERO;
  }

  private static Map<String, Case> binary() {
    Map<String, Case> cases = new TreeMap<>();
    cases.put("ADD", new Case((s, b, t) -> Words.add(s, b), BigInteger::add));
    cases.put("SUB", new Case((s, b, t) -> Words.sub(s, b), BigInteger::subtract));
    cases.put("MUL", new Case((s, b, t) -> Words.mul(s, b), BigInteger::multiply));
    cases.put("DIV", new Case(Division::div, (a, b) -> b.signum() == 0 ? b : a.divide(b)));
    cases.put("MOD", new Case(Division::mod, (a, b) -> b.signum() == 0 ? b : a.mod(b)));
    cases.put(
        "SDIV",
        new Case(Division::sdiv, (a, b) -> b.signum() == 0 ? b : signed(a).divide(signed(b))));
    cases.put(
        "SMOD",
        new Case(Division::smod, (a, b) -> b.signum() == 0 ? b : signed(a).remainder(signed(b))));
    cases.put(
        "DIV of limbs",
        new Case(
            (s, b, t) -> Division.div(s[4], s[5], s[6], s[7], s[0], s[1], s[2], s[3], s, b, t),
            (a, b) -> b.signum() == 0 ? b : a.divide(b)));
    cases.put(
        "MOD of limbs",
        new Case(
            (s, b, t) -> Division.mod(s[4], s[5], s[6], s[7], s[0], s[1], s[2], s[3], s, b, t),
            (a, b) -> b.signum() == 0 ? b : a.mod(b)));
    cases.put("EXP", new Case(Powers::exp, (a, b) -> a.modPow(b, MODULUS)));
    cases.put("AND", new Case((s, b, t) -> Words.and(s, b), BigInteger::and));
    cases.put("OR", new Case((s, b, t) -> Words.or(s, b), BigInteger::or));
    cases.put("XOR", new Case((s, b, t) -> Words.xor(s, b), BigInteger::xor));
    cases.put(
        "SHL",
        new Case(
            (s, b, t) -> Words.shl(s, b),
            (a, b) -> a.bitLength() > 8 ? BigInteger.ZERO : b.shiftLeft(a.intValue())));
    cases.put(
        "SHR",
        new Case(
            (s, b, t) -> Words.shr(s, b),
            (a, b) -> a.bitLength() > 8 ? BigInteger.ZERO : b.shiftRight(a.intValue())));
    cases.put(
        "SAR",
        new Case(
            (s, b, t) -> Words.sar(s, b),
            (a, b) -> signed(b).shiftRight(a.bitLength() > 8 ? 256 : a.intValue())));
    cases.put(
        "BYTE",
        new Case(
            (s, b, t) -> Words.byteOf(s, b),
            (a, b) ->
                a.bitLength() > 5
                    ? BigInteger.ZERO
                    : b.shiftRight(248 - 8 * a.intValue()).and(BigInteger.valueOf(255))));
    cases.put(
        "SIGNEXTEND", new Case((s, b, t) -> Words.signExtend(s, b), ArithmeticTest::signExtended));
    cases.put(
        "LT",
        new Case(
            (s, b, t) -> Words.set(s, b, Words.isBelow(s, b + 4, b) ? 1 : 0),
            (a, b) -> flag(a.compareTo(b) < 0)));
    cases.put(
        "SLT",
        new Case(
            (s, b, t) -> Words.set(s, b, Words.isBelowSigned(s, b + 4, b) ? 1 : 0),
            (a, b) -> flag(signed(a).compareTo(signed(b)) < 0)));
    cases.put(
        "EQ",
        new Case(
            (s, b, t) -> Words.set(s, b, Words.isEqual(s, b + 4, b) ? 1 : 0),
            (a, b) -> flag(a.equals(b))));
    return cases;
  }

  private static BigInteger signExtended(BigInteger a, BigInteger b) {
    if (a.compareTo(BigInteger.valueOf(30)) > 0) {
      return b;
    }
    int bits = 8 * a.intValue() + 8;
    BigInteger low = b.and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
    return low.testBit(bits - 1) ? low.subtract(BigInteger.ONE.shiftLeft(bits)) : low;
  }

  /** Words as contracts have them: small, around powers of two, with runs of ones, or any. */
  private BigInteger word() {
    BigInteger any = new BigInteger(1, bytes(32));
    return switch (random.nextInt(7)) {
      case 0 -> BigInteger.valueOf(random.nextInt(300));
      case 1 -> any.shiftRight(random.nextInt(256));
      case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(256));
      case 3 -> MODULUS.subtract(BigInteger.valueOf(1 + random.nextInt(300)));
      case 4 -> limbs();
      case 5 -> MODULUS.subtract(BigInteger.ONE).subtract(any.shiftRight(192));
      default -> any;
    };
  }

  /** Limbs of all zeros and all ones bring out rare paths of long division. */
  private BigInteger limbs() {
    BigInteger word = BigInteger.ZERO;
    for (int i = 0; i < 4; i++) {
      long limb =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MIN_VALUE;
            default -> random.nextLong();
          };
      word = word.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(limb)));
    }
    return word;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void operationsOfTwoWordsAreThoseOfBigInteger() {
    List<String> wrong = new ArrayList<>();
    Map<String, Case> cases = binary();
    long[] s = new long[12];
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger a = word();
      BigInteger b = word();
      cases.forEach(
          (name, each) -> {
            Words.set(s, 4, Word.of(a));
            Words.set(s, 0, Word.of(b));
            each.operation().apply(s, 0, scratch);
            BigInteger expected = each.model().apply(a, b).mod(MODULUS);
            BigInteger actual = Words.get(s, 0).toBigInteger();
            if (!actual.equals(expected)) {
              wrong.add(
                  name + " " + a.toString(16) + " " + b.toString(16) + " = " + actual.toString(16));
            }
          });
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void operationsModuloAThirdWordLoseNothing() {
    List<String> wrong = new ArrayList<>();
    long[] s = new long[12];
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger a = word();
      BigInteger b = word();
      BigInteger n = word();
      for (boolean product : new boolean[] {false, true}) {
        Words.set(s, 8, Word.of(a));
        Words.set(s, 4, Word.of(b));
        Words.set(s, 0, Word.of(n));
        BigInteger whole = product ? a.multiply(b) : a.add(b);
        if (product) {
          Modular.mulmod(s, 0, scratch);
        } else {
          Division.addmod(s, 0, scratch);
        }
        BigInteger expected = n.signum() == 0 ? BigInteger.ZERO : whole.mod(n);
        if (!Words.get(s, 0).toBigInteger().equals(expected)) {
          wrong.add((product ? "MULMOD " : "ADDMOD ") + a + " " + b + " " + n);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void leadingZerosAreCounted() {
    long[] s = new long[4];
    for (int bit = 0; bit < 256; bit++) {
      Words.set(s, 0, Word.of(BigInteger.ONE.shiftLeft(bit)));
      Words.countLeadingZeros(s, 0);
      assertThat(Words.get(s, 0)).isEqualTo(Word.of(255 - bit));
    }
    Words.set(s, 0, Word.ZERO);
    Words.countLeadingZeros(s, 0);
    assertThat(Words.get(s, 0)).isEqualTo(Word.of(256));
  }
}
