package io.ghostbridge.zvm.internal;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.word.machine.NativeFunctions;
import java.util.List;

/** Digests and signatures from the bundles of algorithms. */
final class CryptoFunctions implements NativeFunctions {
  private static final String KEY_SCHEME = "ml-dsa-65";

  private final CryptoAlgorithms algorithms;

  CryptoFunctions(CryptoAlgorithms algorithms) {
    this.algorithms = algorithms;
  }

  private byte[] digest(String name, byte[] data, int offset, int length) {
    return algorithms.get(Digest.class, name).start().update(data, offset, length).finish();
  }

  @Override
  public byte[] sha256(byte[] data, int offset, int length) {
    return digest("sha256", data, offset, length);
  }

  @Override
  public byte[] ripemd160(byte[] data, int offset, int length) {
    return digest("ripemd-160", data, offset, length);
  }

  @Override
  public byte[] blake2b(byte[] data, int offset, int length) {
    return digest("blake2b-256", data, offset, length);
  }

  private static List<String> names(Scheme scheme) {
    return switch (scheme) {
      case DILITHIUM -> List.of("ml-dsa-44", KEY_SCHEME, "ml-dsa-87");
      case FALCON -> List.of("falcon-512", "falcon-1024");
      case SPHINCS -> List.of("slh-dsa-sha2-128s", "slh-dsa-sha2-128f");
    };
  }

  /** The lengths of key and signature tell the parameter set. */
  @Override
  public boolean verify(Scheme scheme, byte[] publicKey, byte[] message, byte[] signature) {
    boolean known = false;
    for (String name : names(scheme)) {
      try {
        SignatureScheme set = algorithms.get(SignatureScheme.class, name);
        known = true;
        if (set.publicKeyLength() == publicKey.length
            && set.signatureLength() == signature.length) {
          return set.verify(publicKey, message, signature);
        }
      } catch (AlgorithmNotAvailableException e) {
        // Another parameter set of the scheme may be there.
      }
    }
    if (!known) {
      throw new UnsupportedOperationException(
          "unsupported host call: no bundle provides any of " + names(scheme));
    }
    return false;
  }

  @Override
  public byte[] publicKey(byte[] seed) {
    try (SigningKey key = algorithms.get(SignatureScheme.class, KEY_SCHEME).fromSeed(seed)) {
      return key.publicKey().toByteArray();
    } catch (AlgorithmNotAvailableException e) {
      throw new UnsupportedOperationException(
          "unsupported host call: no bundle provides " + KEY_SCHEME, e);
    }
  }
}
