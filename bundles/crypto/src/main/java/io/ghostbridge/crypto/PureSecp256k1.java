package io.ghostbridge.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** secp256k1 by Bouncy Castle: on every platform, about ten times slower than libsecp256k1. */
public final class PureSecp256k1 implements Secp256k1 {
  private static final int HALF = 2 * LENGTH;
  private static final int BLINDING_BITS = 64;

  private final ECDomainParameters domain;
  private final BigInteger order;
  private final BigInteger prime;

  /** Loads the curve. */
  public PureSecp256k1() {
    X9ECParameters curve = CustomNamedCurves.getByName("secp256k1");
    domain = new ECDomainParameters(curve);
    order = domain.getN();
    prime = domain.getCurve().getField().getCharacteristic();
  }

  @Override
  public boolean isPrivateKey(byte[] scalar) {
    BigInteger value = number(scalar);
    return scalar.length == LENGTH && value.signum() > 0 && value.compareTo(order) < 0;
  }

  @Override
  public byte[] publicKey(byte[] scalar) {
    return timesBase(number(scalar)).getEncoded(true);
  }

  /** By a comb of fixed length, which looks every entry of its table up. */
  private ECPoint timesBase(BigInteger scalar) {
    return new FixedPointCombMultiplier().multiply(domain.getG(), scalar).normalize();
  }

  @Override
  public Optional<byte[]> compress(byte[] publicKey) {
    return point(publicKey).map(point -> point.getEncoded(true));
  }

  private Optional<ECPoint> point(byte[] encoded) {
    boolean compressed = encoded.length == 1 + LENGTH && (encoded[0] & 0xfe) == 2;
    boolean whole = encoded.length == 1 + HALF && encoded[0] == 4;
    if (!compressed && !whole) {
      return Optional.empty();
    }
    try {
      return Optional.of(domain.getCurve().decodePoint(encoded).normalize());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] sign(byte[] scalar, byte[] digest) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(number(scalar), domain));
    BigInteger[] parts = signer.generateSignature(digest);
    BigInteger s = parts[1].min(order.subtract(parts[1]));
    byte[] signature = new byte[HALF + 1];
    put(parts[0], signature, 0);
    put(s, signature, LENGTH);
    byte[] publicKey = publicKey(scalar);
    for (byte id = 0; id < 4; id++) {
      signature[HALF] = id;
      if (recover(digest, signature).filter(key -> Arrays.equals(key, publicKey)).isPresent()) {
        return signature;
      }
    }
    throw new IllegalStateException("no recovery id fits a signature");
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] digest, byte[] signature) {
    BigInteger r = number(Arrays.copyOf(signature, LENGTH));
    BigInteger s = number(Arrays.copyOfRange(signature, LENGTH, HALF));
    Optional<ECPoint> point = point(publicKey);
    if (point.isEmpty() || s.compareTo(order.shiftRight(1)) > 0) {
      return false;
    }
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, new ECPublicKeyParameters(point.get(), domain));
    return verifier.verifySignature(digest, r, s);
  }

  /** SEC 1, section 4.1.6. */
  @Override
  public Optional<byte[]> recover(byte[] digest, byte[] signature) {
    BigInteger r = number(Arrays.copyOf(signature, LENGTH));
    BigInteger s = number(Arrays.copyOfRange(signature, LENGTH, HALF));
    int id = signature[HALF];
    BigInteger x = (id & 2) == 0 ? r : r.add(order);
    if (id < 0
        || id > 3
        || r.signum() == 0
        || s.signum() == 0
        || r.compareTo(order) >= 0
        || s.compareTo(order) >= 0
        || x.compareTo(prime) >= 0) {
      return Optional.empty();
    }
    byte[] encoded = new byte[1 + LENGTH];
    encoded[0] = (byte) (2 + (id & 1));
    put(x, encoded, 1);
    return point(encoded)
        .map(
            nonce -> {
              BigInteger inverse = r.modInverse(order);
              BigInteger first = number(digest).negate().multiply(inverse).mod(order);
              BigInteger second = s.multiply(inverse).mod(order);
              return ECAlgorithms.sumOfTwoMultiplies(domain.getG(), first, nonce, second)
                  .normalize();
            })
        .filter(point -> !point.isInfinity())
        .map(point -> point.getEncoded(true));
  }

  @Override
  public byte[] schnorrSign(byte[] scalar, byte[] message, byte[] auxiliary) {
    ECPoint point = timesBase(number(scalar));
    BigInteger secret = withEvenY(point, number(scalar));
    byte[] publicKey = point.getAffineXCoord().getEncoded();
    byte[] masked = tagged("BIP0340/aux", auxiliary);
    byte[] secretBytes = new byte[LENGTH];
    put(secret, secretBytes, 0);
    for (int i = 0; i < LENGTH; i++) {
      masked[i] ^= secretBytes[i];
    }
    BigInteger drawn = number(tagged("BIP0340/nonce", masked, publicKey, message)).mod(order);
    Arrays.fill(masked, (byte) 0);
    Arrays.fill(secretBytes, (byte) 0);
    if (drawn.signum() == 0) {
      throw new IllegalStateException("the nonce of a signature is zero");
    }
    ECPoint nonce = timesBase(drawn);
    byte[] x = nonce.getAffineXCoord().getEncoded();
    BigInteger challenge = number(tagged("BIP0340/challenge", x, publicKey, message)).mod(order);
    byte[] signature = Arrays.copyOf(x, HALF);
    put(withEvenY(nonce, drawn).add(challenge.multiply(secret)).mod(order), signature, LENGTH);
    return signature;
  }

  private BigInteger withEvenY(ECPoint point, BigInteger scalar) {
    return point.getAffineYCoord().testBitZero() ? order.subtract(scalar) : scalar;
  }

  @Override
  public boolean schnorrVerify(byte[] publicKey, byte[] message, byte[] signature) {
    byte[] encoded = new byte[1 + LENGTH];
    encoded[0] = 2;
    System.arraycopy(publicKey, 0, encoded, 1, LENGTH);
    BigInteger r = number(Arrays.copyOf(signature, LENGTH));
    BigInteger s = number(Arrays.copyOfRange(signature, LENGTH, HALF));
    Optional<ECPoint> point = point(encoded);
    if (point.isEmpty() || r.compareTo(prime) >= 0 || s.compareTo(order) >= 0) {
      return false;
    }
    BigInteger challenge =
        number(tagged("BIP0340/challenge", Arrays.copyOf(signature, LENGTH), publicKey, message))
            .mod(order);
    ECPoint nonce =
        ECAlgorithms.sumOfTwoMultiplies(
                domain.getG(), s, point.get(), order.subtract(challenge).mod(order))
            .normalize();
    return !nonce.isInfinity()
        && !nonce.getAffineYCoord().testBitZero()
        && nonce.getAffineXCoord().toBigInteger().equals(r);
  }

  @Override
  public Optional<byte[]> agree(byte[] scalar, byte[] publicKey) {
    return point(publicKey)
        .map(point -> blinded(point, number(scalar), order).normalize())
        .map(point -> point.getAffineXCoord().getEncoded());
  }

  /**
   * A product by Montgomery's ladder over a scalar that a random multiple of the order is added to:
   * the same operations each time, and what is left of their timing tells of the random part.
   */
  static ECPoint blinded(ECPoint point, BigInteger scalar, BigInteger order) {
    // The highest two bits make all blinded scalars equally long.
    BigInteger multiple =
        new BigInteger(BLINDING_BITS, new SecureRandom())
            .setBit(BLINDING_BITS - 1)
            .setBit(BLINDING_BITS - 2);
    return ladder(point, scalar.add(order.multiply(multiple)));
  }

  private static ECPoint ladder(ECPoint point, BigInteger scalar) {
    ECPoint[] rails = {point, point.twice()};
    for (int i = scalar.bitLength() - 2; i >= 0; i--) {
      int bit = scalar.testBit(i) ? 1 : 0;
      rails[1 - bit] = rails[0].add(rails[1]);
      rails[bit] = rails[bit].twice();
    }
    return rails[0];
  }

  @Override
  public Optional<byte[]> tweakPrivate(byte[] scalar, byte[] tweak) {
    BigInteger addend = number(tweak);
    BigInteger sum = number(scalar).add(addend).mod(order);
    if (addend.compareTo(order) >= 0 || sum.signum() == 0) {
      return Optional.empty();
    }
    byte[] result = new byte[LENGTH];
    put(sum, result, 0);
    return Optional.of(result);
  }

  @Override
  public Optional<byte[]> tweakPublic(byte[] publicKey, byte[] tweak) {
    BigInteger addend = number(tweak);
    if (addend.compareTo(order) >= 0) {
      return Optional.empty();
    }
    return point(publicKey)
        .map(point -> point.add(timesBase(addend)).normalize())
        .filter(point -> !point.isInfinity())
        .map(point -> point.getEncoded(true));
  }

  /** BIP-340, "Specification": hash_tag. */
  private static byte[] tagged(String tag, byte[]... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256", Providers.jdk("SUN"));
      byte[] hash = sha256.digest(tag.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      sha256.update(hash);
      sha256.update(hash);
      for (byte[] part : parts) {
        sha256.update(part);
      }
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  /** Writes a number of at most 32 bytes, big-endian. */
  private static void put(BigInteger value, byte[] target, int offset) {
    byte[] bytes = value.toByteArray();
    int length = Math.min(LENGTH, bytes.length);
    System.arraycopy(bytes, bytes.length - length, target, offset + LENGTH - length, length);
    Arrays.fill(bytes, (byte) 0);
  }
}
