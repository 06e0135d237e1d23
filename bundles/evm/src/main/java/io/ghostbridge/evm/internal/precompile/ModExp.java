package io.ghostbridge.evm.internal.precompile;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.PrecompiledContracts.PrecompiledContract;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Powers modulo a number (EIP-198), priced by EIP-198, EIP-2565 or EIP-7883. */
final class ModExp implements PrecompiledContract {
  /** EIP-7823. */
  private static final int MAX_LENGTH = 1024;

  /** What nothing pays, and no array holds, before EIP-7823. */
  private static final BigInteger UNPAYABLE_LENGTH = BigInteger.valueOf(1L << 31);

  private static final int HEADER = 96;

  private record Lengths(BigInteger base, BigInteger exponent, BigInteger modulus) {
    static Lengths of(byte[] input) {
      return new Lengths(
          Inputs.number(input, 0, 32), Inputs.number(input, 32, 32), Inputs.number(input, 64, 32));
    }

    BigInteger larger() {
      return base.max(modulus);
    }
  }

  @Override
  public long gas(Bytes input, Fork fork) {
    byte[] bytes = input.unsafeArray();
    Lengths lengths = Lengths.of(bytes);
    if (fork.isAtLeast(Fork.OSAKA) && isTooLong(lengths)) {
      return Long.MAX_VALUE;
    }
    BigInteger iterations = iterations(bytes, lengths, fork);
    BigInteger gas;
    if (fork.isAtLeast(Fork.OSAKA)) {
      gas = complexity7883(lengths.larger()).multiply(iterations).max(BigInteger.valueOf(500));
    } else if (fork.isAtLeast(Fork.BERLIN)) {
      gas =
          squareOfWords(lengths.larger())
              .multiply(iterations)
              .divide(BigInteger.valueOf(3))
              .max(BigInteger.valueOf(200));
    } else {
      gas = complexity198(lengths.larger()).multiply(iterations).divide(BigInteger.valueOf(20));
    }
    return gas.bitLength() < 63 ? gas.longValue() : Long.MAX_VALUE;
  }

  private static boolean isTooLong(Lengths lengths) {
    BigInteger most = BigInteger.valueOf(MAX_LENGTH);
    return lengths.larger().max(lengths.exponent()).compareTo(most) > 0;
  }

  private static BigInteger iterations(byte[] input, Lengths lengths, Fork fork) {
    BigInteger length = lengths.exponent();
    int headLength = length.min(BigInteger.valueOf(32)).intValue();
    BigInteger head = BigInteger.ZERO;
    BigInteger start = lengths.base().add(BigInteger.valueOf(HEADER));
    if (start.compareTo(BigInteger.valueOf(input.length)) < 0) {
      head = Inputs.number(input, start.longValue(), headLength);
    }
    BigInteger count = BigInteger.valueOf(Math.max(0, head.bitLength() - 1));
    BigInteger beyond = length.subtract(BigInteger.valueOf(32)).max(BigInteger.ZERO);
    int perByte = fork.isAtLeast(Fork.OSAKA) ? 16 : 8;
    return count.add(beyond.multiply(BigInteger.valueOf(perByte))).max(BigInteger.ONE);
  }

  private static BigInteger squareOfWords(BigInteger length) {
    BigInteger words = length.add(BigInteger.valueOf(7)).shiftRight(3);
    return words.multiply(words);
  }

  private static BigInteger complexity7883(BigInteger length) {
    return length.compareTo(BigInteger.valueOf(32)) <= 0
        ? BigInteger.valueOf(16)
        : squareOfWords(length).shiftLeft(1);
  }

  private static BigInteger complexity198(BigInteger x) {
    BigInteger square = x.multiply(x);
    if (x.compareTo(BigInteger.valueOf(64)) <= 0) {
      return square;
    }
    if (x.compareTo(BigInteger.valueOf(1024)) <= 0) {
      return square
          .shiftRight(2)
          .add(x.multiply(BigInteger.valueOf(96)))
          .subtract(BigInteger.valueOf(3072));
    }
    return square
        .shiftRight(4)
        .add(x.multiply(BigInteger.valueOf(480)))
        .subtract(BigInteger.valueOf(199_680));
  }

  @Override
  public @Nullable Bytes run(Bytes input, Fork fork) {
    byte[] bytes = input.unsafeArray();
    Lengths lengths = Lengths.of(bytes);
    if (fork.isAtLeast(Fork.OSAKA) && isTooLong(lengths)) {
      return null;
    }
    if (lengths.modulus().signum() == 0) {
      return Bytes.EMPTY;
    }
    if (lengths.larger().max(lengths.exponent()).compareTo(UNPAYABLE_LENGTH) >= 0) {
      return null;
    }
    int modulusLength = lengths.modulus().intValue();
    int baseLength = lengths.base().intValue();
    int exponentLength = lengths.exponent().intValue();
    BigInteger base = clipped(bytes, HEADER, baseLength);
    BigInteger exponent = clipped(bytes, (long) HEADER + baseLength, exponentLength);
    BigInteger modulus = clipped(bytes, (long) HEADER + baseLength + exponentLength, modulusLength);
    BigInteger result =
        modulus.signum() == 0 || modulus.equals(BigInteger.ONE)
            ? BigInteger.ZERO
            : base.modPow(exponent, modulus);
    return Bytes.wrap(Inputs.padded(result, modulusLength));
  }

  /** A number that may be longer than the input, whose missing bytes are zeros. */
  private static BigInteger clipped(byte[] input, long offset, int length) {
    int there = (int) Math.max(0, Math.min(length, input.length - offset));
    if (there == 0) {
      return BigInteger.ZERO;
    }
    return Inputs.number(input, offset, there).shiftLeft(8 * (length - there));
  }
}
