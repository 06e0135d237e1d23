package io.ghostbridge.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * P-256 or P-384 (NIST SP 800-186, section 3.2.1) by Bouncy Castle, and how JCA encodes its keys.
 */
public final class NistCurve {
  private final String name;
  private final int length;
  private final String identifier;
  private final String privateHead;
  private final String compressedHead;
  private final String wholeHead;
  private final ECDomainParameters domain;

  private NistCurve(String name, int length, String bcName, String identifier, String privateHead) {
    this.name = name;
    this.length = length;
    this.identifier = identifier;
    this.privateHead = privateHead;
    X9ECParameters parameters = CustomNamedCurves.getByName(bcName);
    domain = new ECDomainParameters(parameters);
    compressedHead = publicHead(1 + length);
    wholeHead = publicHead(1 + 2 * length);
  }

  /** P-256. */
  public static NistCurve p256() {
    return new NistCurve(
        "p256",
        32,
        "secp256r1",
        "301306072a8648ce3d020106082a8648ce3d030107",
        "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420");
  }

  /** P-384. */
  public static NistCurve p384() {
    return new NistCurve(
        "p384",
        48,
        "secp384r1",
        "301006072a8648ce3d020106052b81040022",
        "304e020100301006072a8648ce3d020106052b81040022043730350201010430");
  }

  /** {@code p256} or {@code p384}. */
  public String name() {
    return name;
  }

  /** The length of a scalar and of a coordinate in bytes. */
  public int length() {
    return length;
  }

  ECDomainParameters domain() {
    return domain;
  }

  /** PrivateKeyInfo (RFC 5915) up to the scalar. */
  String privateHead() {
    return privateHead;
  }

  /** SubjectPublicKeyInfo (RFC 5480) of a point; empty if the form of its bytes is none. */
  Optional<byte[]> publicKeyInfo(byte[] point) {
    if (!hasForm(point)) {
      return Optional.empty();
    }
    return Optional.of(
        Encodings.encode(point.length == 1 + length ? compressedHead : wholeHead, point));
  }

  private String publicHead(int pointLength) {
    int bits = pointLength + 1;
    int whole = identifier.length() / 2 + 2 + bits;
    return String.format("30%02x", whole) + identifier + String.format("03%02x00", bits);
  }

  private boolean hasForm(byte[] point) {
    return (point.length == 1 + length && (point[0] & 0xfe) == 2)
        || (point.length == 1 + 2 * length && point[0] == 4);
  }

  Optional<ECPoint> point(byte[] encoded) {
    if (!hasForm(encoded)) {
      return Optional.empty();
    }
    try {
      return Optional.of(domain.getCurve().decodePoint(encoded).normalize());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Checks a private key.
   *
   * @throws IllegalArgumentException if it is none
   */
  void requirePrivateKey(byte[] scalar) {
    Lengths.require("a private key of " + name, scalar.length, length);
    BigInteger value = new BigInteger(1, scalar);
    if (value.signum() == 0 || value.compareTo(domain.getN()) >= 0) {
      throw new IllegalArgumentException(
          "a private key of "
              + name
              + " is from 1 to the group's order of "
              + length
              + " bytes less one; this is not");
    }
  }

  /** The compressed public key of a private one, by a comb of fixed length. */
  byte[] publicKey(byte[] scalar) {
    return new FixedPointCombMultiplier()
        .multiply(domain.getG(), new BigInteger(1, scalar))
        .normalize()
        .getEncoded(true);
  }

  /** The x coordinate of a product. */
  byte[] agree(byte[] scalar, ECPoint point) {
    return PureSecp256k1.blinded(point, new BigInteger(1, scalar), domain.getN())
        .normalize()
        .getAffineXCoord()
        .getEncoded();
  }

  /** A number in as many bytes as a scalar. */
  byte[] bytes(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] result = new byte[length];
    int count = Math.min(length, bytes.length);
    System.arraycopy(bytes, bytes.length - count, result, length - count, count);
    Arrays.fill(bytes, (byte) 0);
    return result;
  }
}
