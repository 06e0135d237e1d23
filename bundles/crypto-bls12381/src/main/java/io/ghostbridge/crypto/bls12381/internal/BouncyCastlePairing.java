package io.ghostbridge.crypto.bls12381.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.bls.BLS12_381Aggregation;
import org.bouncycastle.crypto.bls.BLS12_381BasicScheme;
import org.bouncycastle.crypto.bls.BLS12_381G1;
import org.bouncycastle.crypto.bls.BLS12_381G2HashToCurve;
import org.bouncycastle.crypto.bls.BLS12_381G2Point;
import org.bouncycastle.crypto.bls.BLS12_381Pairing;
import org.bouncycastle.crypto.bls.BLS12_381Serialization;
import org.bouncycastle.crypto.bls.BLS12_381SubgroupCheck;
import org.bouncycastle.crypto.bls.Fp12Element;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/** Bouncy Castle: on every platform, a hundred times slower than blst. */
final class BouncyCastlePairing implements Pairing {
  private final ECCurve curve = BLS12_381G1.createCurve();

  @Override
  public String name() {
    return "bouncycastle";
  }

  @Override
  public byte[] publicKey(byte[] scalar) {
    return BLS12_381Serialization.compressG1(
        BLS12_381BasicScheme.skToPk(new BigInteger(1, scalar)));
  }

  @Override
  public byte[] sign(byte[] scalar, byte[] message, byte[] tag) {
    return BLS12_381Serialization.compressG2(
        new BLS12_381G2HashToCurve(tag)
            .hashToCurve(message)
            .constantTimeMultiply(new BigInteger(1, scalar)));
  }

  @Override
  public boolean verify(
      List<byte[]> publicKeys, List<byte[]> messages, byte[] signature, byte[] tag) {
    Optional<BLS12_381G2Point> point = signature(signature);
    if (point.isEmpty()) {
      return false;
    }
    List<ECPoint> left = new ArrayList<>();
    List<BLS12_381G2Point> right = new ArrayList<>();
    BLS12_381G2HashToCurve hash = new BLS12_381G2HashToCurve(tag);
    for (int i = 0; i < publicKeys.size(); i++) {
      Optional<ECPoint> key = publicKey(publicKeys.get(i), true);
      if (key.isEmpty()) {
        return false;
      }
      left.add(key.get());
      right.add(hash.hashToCurve(messages.get(i)));
    }
    left.add(BLS12_381G1.getGenerator(curve).negate());
    right.add(point.get());
    return BLS12_381Pairing.multiPair(
            left.toArray(new ECPoint[0]), right.toArray(new BLS12_381G2Point[0]))
        .equals(Fp12Element.ONE);
  }

  private Optional<ECPoint> publicKey(byte[] bytes, boolean validate) {
    if (bytes.length != PUBLIC_KEY_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(BLS12_381Serialization.decompressG1(bytes, curve))
          .filter(point -> !validate || BLS12_381BasicScheme.keyValidate(point));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<BLS12_381G2Point> signature(byte[] bytes) {
    if (bytes.length != SIGNATURE_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(BLS12_381Serialization.decompressG2(bytes))
          .filter(point -> point.isInfinity() || BLS12_381SubgroupCheck.isInG2Subgroup(point));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<byte[]> aggregateSignatures(List<byte[]> signatures) {
    List<BLS12_381G2Point> points = new ArrayList<>();
    for (byte[] bytes : signatures) {
      Optional<BLS12_381G2Point> point = signature(bytes);
      if (point.isEmpty()) {
        return Optional.empty();
      }
      points.add(point.get());
    }
    return Optional.of(
        BLS12_381Serialization.compressG2(
            BLS12_381Aggregation.aggregate(points.toArray(new BLS12_381G2Point[0]))));
  }

  @Override
  public Optional<byte[]> aggregatePublicKeys(List<byte[]> publicKeys) {
    ECPoint sum = curve.getInfinity();
    for (byte[] bytes : publicKeys) {
      Optional<ECPoint> point = publicKey(bytes, true);
      if (point.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(point.get());
    }
    return Optional.of(BLS12_381Serialization.compressG1(sum.normalize()));
  }

  @Override
  public void close() {}
}
