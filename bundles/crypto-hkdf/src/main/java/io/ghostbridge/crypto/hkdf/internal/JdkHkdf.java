package io.ghostbridge.crypto.hkdf.internal;

import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.Providers;
import io.ghostbridge.crypto.WipedKey;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF of the JDK (JEP 510). */
abstract class JdkHkdf implements Kdf {
  private static final int MAX_BLOCKS = 255;

  private final String algorithm;
  private final KDF kdf;
  private final int hashLength;

  JdkHkdf(String algorithm, String jcaName, int hashLength) {
    this.algorithm = algorithm;
    this.hashLength = hashLength;
    try {
      kdf = KDF.getInstance(jcaName, Providers.jdk("SunJCE"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + jcaName, e);
    }
  }

  @Override
  public final String algorithm() {
    return algorithm;
  }

  @Override
  public final int hashLength() {
    return hashLength;
  }

  @Override
  public final SecretBytes extract(byte[] salt, SecretBytes inputKeyingMaterial) {
    return derive(
        HKDFParameterSpec.ofExtract()
            .addIKM(key(inputKeyingMaterial))
            .addSalt(salt.clone())
            .extractOnly());
  }

  @Override
  public final SecretBytes expand(SecretBytes pseudoRandomKey, byte[] info, int length) {
    Lengths.require("a pseudo-random key", pseudoRandomKey.size(), hashLength, Lengths.MAX);
    Lengths.require("the output of " + algorithm, length, 1, MAX_BLOCKS * hashLength);
    return derive(HKDFParameterSpec.expandOnly(key(pseudoRandomKey), info.clone(), length));
  }

  private static SecretKey key(SecretBytes secret) {
    return new WipedKey(secret, "Generic");
  }

  private SecretBytes derive(AlgorithmParameterSpec parameters) {
    try {
      return SecretBytes.wrap(kdf.deriveData(parameters));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " does not derive", e);
    }
  }
}
