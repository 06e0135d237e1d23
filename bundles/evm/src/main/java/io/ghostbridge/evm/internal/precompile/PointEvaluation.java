package io.ghostbridge.evm.internal.precompile;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.PrecompiledContracts.PrecompiledContract;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whether a blob's polynomial has a value at a point (EIP-4844): a pairing on blst with the one
 * point of the ceremony's result that the check needs, so that no 800 KB of trusted set-up are
 * loaded.
 */
final class PointEvaluation implements PrecompiledContract {
  private static final int INPUT = 192;
  private static final int GAS = 50_000;
  private static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  /** [τ]G2 of Ethereum's KZG ceremony: trusted_setup_4096.json of the consensus specifications. */
  private static final byte[] TAU =
      HexFormat.of()
          .parseHex(
              "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d"
                  + "2914e5870cb452d2afaaab24f3499f72185cbfee53492714734429b7b38608e2"
                  + "3926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2");

  private static final Bytes RIGHT =
      Bytes.fromHex(
          "0000000000000000000000000000000000000000000000000000000000001000"
              + "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");

  private final Blst blst;

  PointEvaluation(Blst blst) {
    this.blst = blst;
  }

  @Override
  public long gas(Bytes input, Fork fork) {
    return GAS;
  }

  @Override
  public @Nullable Bytes run(Bytes input, Fork fork) {
    if (input.size() != INPUT) {
      return null;
    }
    byte[] bytes = input.unsafeArray();
    byte[] commitment = Arrays.copyOfRange(bytes, 96, 144);
    byte[] z = Arrays.copyOfRange(bytes, 32, 64);
    byte[] y = Arrays.copyOfRange(bytes, 64, 96);
    boolean inRange =
        new BigInteger(1, z).compareTo(ORDER) < 0 && new BigInteger(1, y).compareTo(ORDER) < 0;
    if (!inRange
        || !Arrays.equals(versionedHash(commitment), Arrays.copyOf(bytes, 32))
        || !isRight(commitment, z, y, Arrays.copyOfRange(bytes, 144, INPUT))) {
      return null;
    }
    return RIGHT;
  }

  private static byte[] versionedHash(byte[] commitment) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(commitment);
      hash[0] = 1;
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** e(commitment - [y]G1, -G2) e(proof, [τ]G2 - [z]G2) is 1. */
  private boolean isRight(byte[] commitment, byte[] z, byte[] y, byte[] proof) {
    return blst.within(
        scope -> {
          MemorySegment c = member(scope, commitment);
          MemorySegment w = member(scope, proof);
          MemorySegment tau = scope.uncompressed(BlsGroup.G2, TAU);
          if (c == null || w == null || tau == null) {
            return false;
          }
          MemorySegment left = product(scope, BlsGroup.G1, y);
          scope.negate(BlsGroup.G1, left);
          scope.add(BlsGroup.G1, left, c);
          MemorySegment right = product(scope, BlsGroup.G2, z);
          scope.negate(BlsGroup.G2, right);
          scope.add(BlsGroup.G2, right, tau);
          MemorySegment minusG2 = scope.projective(BlsGroup.G2, scope.generator(BlsGroup.G2));
          scope.negate(BlsGroup.G2, minusG2);
          MemorySegment product = scope.one();
          multiply(scope, product, scope.affine(BlsGroup.G1, left), minusG2);
          multiply(scope, product, w, right);
          return scope.isOneAfterFinalExponentiation(product);
        });
  }

  private static void multiply(
      Blst.Scope scope, MemorySegment product, MemorySegment g1, MemorySegment g2Point) {
    MemorySegment g2 = scope.affine(BlsGroup.G2, g2Point);
    if (!scope.isInfinite(BlsGroup.G1, g1) && !scope.isInfinite(BlsGroup.G2, g2)) {
      scope.multiplyPairing(product, g1, g2);
    }
  }

  private static MemorySegment product(Blst.Scope scope, BlsGroup group, byte[] scalar) {
    return scope.multiply(group, scope.projective(group, scope.generator(group)), scalar);
  }

  private static @Nullable MemorySegment member(Blst.Scope scope, byte[] compressed) {
    MemorySegment point = scope.uncompressed(BlsGroup.G1, compressed);
    return point != null && scope.isInGroup(BlsGroup.G1, point) ? point : null;
  }
}
