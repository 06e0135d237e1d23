package io.ghostbridge.crypto;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The curve secp256k1 (SEC 2, section 2.4.1), computed by a native library where it is registered
 * as a service, else by {@link PureSecp256k1}. Arrays have the right lengths: callers check them.
 * Malformed keys and signatures are an empty result or {@code false}.
 */
@ConsumerType
public interface Secp256k1 {
  /** The library's name, as of {@link NativeProvider#LIBRARY}. */
  String LIBRARY = "libsecp256k1";

  /** Of a scalar, a coordinate, a digest. */
  int LENGTH = 32;

  /** Whether 32 bytes are a private key: from 1 to the order less one. */
  boolean isPrivateKey(byte[] scalar);

  /** The compressed public key of a private one. */
  byte[] publicKey(byte[] scalar);

  /** The compressed form of a public key of 33 or 65 bytes, if that is a point of the curve. */
  Optional<byte[]> compress(byte[] publicKey);

  /** r, s (the lower one) and the recovery id by RFC 6979 with SHA-256: 65 bytes. */
  byte[] sign(byte[] scalar, byte[] digest);

  /** Whether r and s of 64 bytes sign the digest; a high s does not. */
  boolean verify(byte[] publicKey, byte[] digest, byte[] signature);

  /** The compressed public key that made a signature of 65 bytes. */
  Optional<byte[]> recover(byte[] digest, byte[] signature);

  /** BIP-340 with 32 bytes of auxiliary randomness. */
  byte[] schnorrSign(byte[] scalar, byte[] message, byte[] auxiliary);

  /** BIP-340 with a public key of 32 bytes. */
  boolean schnorrVerify(byte[] publicKey, byte[] message, byte[] signature);

  /** The x coordinate of the product of a private and a public key. */
  Optional<byte[]> agree(byte[] scalar, byte[] publicKey);

  /** The sum of two scalars, if it is a private key. */
  Optional<byte[]> tweakPrivate(byte[] scalar, byte[] tweak);

  /** The compressed sum of a public key and that of a scalar, if it is a point. */
  Optional<byte[]> tweakPublic(byte[] publicKey, byte[] tweak);
}
