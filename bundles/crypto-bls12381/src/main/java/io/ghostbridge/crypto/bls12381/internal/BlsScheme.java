package io.ghostbridge.crypto.bls12381.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ghostbridge.api.crypto.AggregateSignatureScheme;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.NativeLibrary;
import io.ghostbridge.crypto.SeedSigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One ciphersuite of draft-irtf-cfrg-bls-signature-05, section 4.2, with small public keys. */
abstract class BlsScheme implements AggregateSignatureScheme {
  private static final Logger LOG = LoggerFactory.getLogger(BlsScheme.class);
  private static final BigInteger ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);
  private static final byte[] POSSESSION_TAG =
      "BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_".getBytes(US_ASCII);
  private static final int MAX_MEMBERS = 1 << 16;

  private final String algorithm;
  private final byte[] tag;
  private final boolean distinct;
  private final Pairing pairing;

  /**
   * @param distinct whether messages of one aggregate must differ (section 3.1)
   */
  BlsScheme(String algorithm, String tag, boolean distinct, Pairing pairing) {
    this.algorithm = algorithm;
    this.tag = tag.getBytes(US_ASCII);
    this.distinct = distinct;
    this.pairing = pairing;
  }

  /** blst, or Bouncy Castle where that cannot be loaded. */
  static Pairing best() {
    try {
      Pairing blst = new BlstPairing(NativeLibrary.load(BlsScheme.class, resource()));
      LOG.info("event=crypto.library.loaded library=blst");
      return blst;
    } catch (IOException | LinkageError e) {
      LOG.warn(
          "event=crypto.library.fallback library=blst reason=\"{}\" hint=\"BLS works, but a hundred"
              + " times slower; the library needs Linux with glibc and a java.io.tmpdir that is not"
              + " mounted noexec\"",
          e.getMessage());
      return new BouncyCastlePairing();
    }
  }

  private static @Nullable String resource() {
    return switch (NativeLibrary.platform()) {
      case "linux-amd64" -> "/supranational/blst/Linux/amd64/libblst.so";
      case "linux-aarch64" -> "/supranational/blst/Linux/aarch64/libblst.so";
      default -> null;
    };
  }

  final void unload() {
    pairing.close();
  }

  @Override
  public final String algorithm() {
    return algorithm;
  }

  @Override
  public final int seedLength() {
    return Pairing.SCALAR_LENGTH;
  }

  @Override
  public final int publicKeyLength() {
    return Pairing.PUBLIC_KEY_LENGTH;
  }

  @Override
  public final int signatureLength() {
    return Pairing.SIGNATURE_LENGTH;
  }

  @Override
  public final SigningKey fromSeed(byte[] seed) {
    Lengths.require("a private key of bls12-381", seed.length, Pairing.SCALAR_LENGTH);
    BigInteger value = new BigInteger(1, seed);
    if (value.signum() == 0 || value.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException(
          "a private key of bls12-381 is from 1 to the group's order of 32 bytes less one; this is"
              + " not");
    }
    return new SeedSigningKey(
        algorithm,
        SecretBytes.copyOf(seed),
        Bytes.wrap(pairing.publicKey(seed)),
        (scalar, message) -> pairing.sign(scalar, message, tag));
  }

  @Override
  public final boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return pairing.verify(List.of(publicKey), List.of(message), signature, tag);
  }

  @Override
  public final Optional<Bytes> aggregate(List<Bytes> signatures) {
    return isCount(signatures.size())
        ? pairing.aggregateSignatures(arrays(signatures)).map(Bytes::wrap)
        : Optional.empty();
  }

  @Override
  public final boolean verifyAggregate(
      List<Bytes> publicKeys, List<Bytes> messages, byte[] signature) {
    return isCount(publicKeys.size())
        && publicKeys.size() == messages.size()
        && (!distinct || new HashSet<>(messages).size() == messages.size())
        && pairing.verify(arrays(publicKeys), arrays(messages), signature, tag);
  }

  @Override
  public final boolean verifySameMessage(List<Bytes> publicKeys, byte[] message, byte[] signature) {
    return isCount(publicKeys.size())
        && pairing
            .aggregatePublicKeys(arrays(publicKeys))
            .filter(sum -> pairing.verify(List.of(sum), List.of(message), signature, tag))
            .isPresent();
  }

  @Override
  public final byte[] provePossession(SigningKey key) {
    if (!(key instanceof SeedSigningKey own) || !key.algorithm().equals(algorithm)) {
      throw new IllegalArgumentException(
          "a key of " + key.algorithm() + ", expected one of " + algorithm);
    }
    return own.seed()
        .<byte[]>map(scalar -> pairing.sign(scalar, key.publicKey().unsafeArray(), POSSESSION_TAG));
  }

  @Override
  public final boolean verifyPossession(byte[] publicKey, byte[] proof) {
    return pairing.verify(
        Collections.singletonList(publicKey),
        Collections.singletonList(publicKey),
        proof,
        POSSESSION_TAG);
  }

  private static boolean isCount(int members) {
    return members > 0 && members <= MAX_MEMBERS;
  }

  private static List<byte[]> arrays(List<Bytes> list) {
    return list.stream().map(Bytes::unsafeArray).toList();
  }
}
