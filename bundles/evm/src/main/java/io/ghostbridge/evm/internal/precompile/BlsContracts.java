package io.ghostbridge.evm.internal.precompile;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.PrecompiledContracts.PrecompiledContract;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations on BLS12-381 (EIP-2537). */
final class BlsContracts {
  /** A field element as contracts write it: 16 zero bytes before it. */
  private static final int ELEMENT = 64;

  private static final int PADDING = ELEMENT - Blst.FP;
  private static final int SCALAR = 32;
  private static final BigInteger PRIME =
      new BigInteger(
          "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
          16);
  private static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  private BlsContracts() {}

  private static int pointLength(BlsGroup group) {
    return 2 * group.degree() * ELEMENT;
  }

  /** So many field elements without their padding, or null if one is none. */
  private static byte @Nullable [] elements(byte[] input, int offset, int count) {
    byte[] clear = new byte[count * Blst.FP];
    for (int i = 0; i < count; i++) {
      int at = offset + i * ELEMENT;
      if (!Inputs.isZero(input, at, at + PADDING)
          || Inputs.number(input, at, ELEMENT).compareTo(PRIME) >= 0) {
        return null;
      }
      System.arraycopy(input, at + PADDING, clear, i * Blst.FP, Blst.FP);
    }
    return clear;
  }

  /** The affine point at {@code offset}, all zeros for infinity, or null if there is none. */
  private static @Nullable MemorySegment point(
      Blst.Scope blst, BlsGroup group, byte[] input, int offset, boolean inGroup) {
    byte[] clear = elements(input, offset, 2 * group.degree());
    if (clear == null) {
      return null;
    }
    MemorySegment affine = blst.elements(clear);
    if (blst.isInfinite(group, affine)) {
      return affine;
    }
    boolean right = blst.isOnCurve(group, affine) && (!inGroup || blst.isInGroup(group, affine));
    return right ? affine : null;
  }

  private static Bytes encoded(Blst.Scope blst, BlsGroup group, MemorySegment point) {
    int count = 2 * group.degree();
    byte[] clear = blst.clear(blst.affine(group, point), count);
    byte[] padded = new byte[count * ELEMENT];
    for (int i = 0; i < count; i++) {
      System.arraycopy(clear, i * Blst.FP, padded, i * ELEMENT + PADDING, Blst.FP);
    }
    return Bytes.wrap(padded);
  }

  private static @Nullable Bytes add(Blst blst, BlsGroup group, Bytes input) {
    if (input.size() != 2 * pointLength(group)) {
      return null;
    }
    byte[] bytes = input.unsafeArray();
    return blst.<@Nullable Bytes>within(
        scope -> {
          MemorySegment a = point(scope, group, bytes, 0, false);
          MemorySegment b = point(scope, group, bytes, pointLength(group), false);
          if (a == null || b == null) {
            return null;
          }
          MemorySegment sum = scope.projective(group, a);
          scope.add(group, sum, b);
          return encoded(scope, group, sum);
        });
  }

  private static @Nullable Bytes multiply(Blst blst, BlsGroup group, Bytes input) {
    int entry = pointLength(group) + SCALAR;
    if (input.isEmpty() || input.size() % entry != 0) {
      return null;
    }
    byte[] bytes = input.unsafeArray();
    return blst.<@Nullable Bytes>within(
        scope -> {
          List<MemorySegment> points = new ArrayList<>();
          List<byte[]> scalars = new ArrayList<>();
          for (int at = 0; at < bytes.length; at += entry) {
            MemorySegment point = point(scope, group, bytes, at, true);
            if (point == null) {
              return null;
            }
            BigInteger scalar = Inputs.number(bytes, at + pointLength(group), SCALAR).mod(ORDER);
            if (!scope.isInfinite(group, point) && scalar.signum() != 0) {
              points.add(point);
              scalars.add(Inputs.padded(scalar, SCALAR));
            }
          }
          return encoded(scope, group, sum(scope, group, points, scalars));
        });
  }

  private static MemorySegment sum(
      Blst.Scope scope, BlsGroup group, List<MemorySegment> points, List<byte[]> scalars) {
    if (points.isEmpty()) {
      return scope.infinity(group);
    }
    if (points.size() == 1) {
      return scope.multiply(group, scope.projective(group, points.getFirst()), scalars.getFirst());
    }
    return scope.multiply(
        group, points.toArray(MemorySegment[]::new), scalars.toArray(byte[][]::new));
  }

  private static @Nullable Bytes map(Blst blst, BlsGroup group, Bytes input) {
    if (input.size() != group.degree() * ELEMENT) {
      return null;
    }
    byte[] clear = elements(input.unsafeArray(), 0, group.degree());
    if (clear == null) {
      return null;
    }
    return blst.within(scope -> encoded(scope, group, scope.map(group, scope.elements(clear))));
  }

  private static long multiplicationGas(BlsGroup group, Bytes input, long each) {
    int pairs = input.size() / (pointLength(group) + SCALAR);
    return pairs == 0 ? 0 : pairs * each * MsmDiscounts.of(group, pairs) / 1000;
  }

  /** 0x0b. */
  record G1Add(Blst blst) implements PrecompiledContract {
    @Override
    public long gas(Bytes input, Fork fork) {
      return 375;
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      return add(blst, BlsGroup.G1, input);
    }
  }

  /** 0x0c. */
  record G1Msm(Blst blst) implements PrecompiledContract {
    @Override
    public long gas(Bytes input, Fork fork) {
      return multiplicationGas(BlsGroup.G1, input, 12_000);
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      return multiply(blst, BlsGroup.G1, input);
    }
  }

  /** 0x0d. */
  record G2Add(Blst blst) implements PrecompiledContract {
    @Override
    public long gas(Bytes input, Fork fork) {
      return 600;
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      return add(blst, BlsGroup.G2, input);
    }
  }

  /** 0x0e. */
  record G2Msm(Blst blst) implements PrecompiledContract {
    @Override
    public long gas(Bytes input, Fork fork) {
      return multiplicationGas(BlsGroup.G2, input, 22_500);
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      return multiply(blst, BlsGroup.G2, input);
    }
  }

  /** 0x0f. */
  record Pairing(Blst blst) implements PrecompiledContract {
    private static final int G1_LENGTH = 2 * ELEMENT;
    private static final int PAIR = 6 * ELEMENT;

    @Override
    public long gas(Bytes input, Fork fork) {
      return 37_700 + 32_600L * (input.size() / PAIR);
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      if (input.isEmpty() || input.size() % PAIR != 0) {
        return null;
      }
      byte[] bytes = input.unsafeArray();
      return blst.<@Nullable Bytes>within(
          scope -> {
            MemorySegment product = scope.one();
            for (int at = 0; at < bytes.length; at += PAIR) {
              MemorySegment p = point(scope, BlsGroup.G1, bytes, at, true);
              MemorySegment q = point(scope, BlsGroup.G2, bytes, at + G1_LENGTH, true);
              if (p == null || q == null) {
                return null;
              }
              if (!scope.isInfinite(BlsGroup.G1, p) && !scope.isInfinite(BlsGroup.G2, q)) {
                scope.multiplyPairing(product, p, q);
              }
            }
            byte[] word = new byte[32];
            word[31] = (byte) (scope.isOneAfterFinalExponentiation(product) ? 1 : 0);
            return Bytes.wrap(word);
          });
    }
  }

  /** 0x10. */
  record MapToG1(Blst blst) implements PrecompiledContract {
    @Override
    public long gas(Bytes input, Fork fork) {
      return 5500;
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      return map(blst, BlsGroup.G1, input);
    }
  }

  /** 0x11. */
  record MapToG2(Blst blst) implements PrecompiledContract {
    @Override
    public long gas(Bytes input, Fork fork) {
      return 23_800;
    }

    @Override
    public @Nullable Bytes run(Bytes input, Fork fork) {
      return map(blst, BlsGroup.G2, input);
    }
  }
}
