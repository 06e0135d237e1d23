package io.ghostbridge.zcrypto.internal;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.crypto.aes256gcm.internal.Aes256Gcm;
import io.ghostbridge.crypto.bip32.internal.Bip32;
import io.ghostbridge.crypto.bip39.internal.Bip39;
import io.ghostbridge.crypto.blake2b.internal.Blake2b512;
import io.ghostbridge.crypto.chacha20poly1305.internal.ChaCha20Poly1305;
import io.ghostbridge.crypto.ecdh.p256.internal.EcdhP256;
import io.ghostbridge.crypto.ecdh.p384.internal.EcdhP384;
import io.ghostbridge.crypto.ecdsa.secp256k1.internal.EcdsaSecp256k1;
import io.ghostbridge.crypto.ed25519.internal.Ed25519Scheme;
import io.ghostbridge.crypto.hkdf.internal.HkdfSha256;
import io.ghostbridge.crypto.hkdf.internal.HkdfSha512;
import io.ghostbridge.crypto.hmac.internal.HmacSha256;
import io.ghostbridge.crypto.hmac.internal.HmacSha512;
import io.ghostbridge.crypto.pbkdf2.internal.Pbkdf2HmacSha256;
import io.ghostbridge.crypto.pbkdf2.internal.Pbkdf2HmacSha512;
import io.ghostbridge.crypto.random.internal.SystemRandom;
import io.ghostbridge.crypto.sha2.internal.Sha256;
import io.ghostbridge.crypto.sha2.internal.Sha512;
import io.ghostbridge.crypto.x25519.internal.X25519Agreement;
import java.util.ArrayList;
import java.util.List;

/** The algorithms in pure Java, which can be withdrawn. */
final class TestAlgorithms implements CryptoAlgorithms {
  private final List<CryptoAlgorithm> all =
      new ArrayList<>(
          List.of(
              new Sha256(),
              new Sha512(),
              new Blake2b512(),
              new HmacSha256(),
              new HmacSha512(),
              new HkdfSha256(),
              new HkdfSha512(),
              new Pbkdf2HmacSha256(),
              new SystemRandom(),
              new Aes256Gcm(null, null),
              new ChaCha20Poly1305(null),
              new Ed25519Scheme(),
              new X25519Agreement(null),
              new EcdhP256(null),
              new EcdhP384(null, null),
              new EcdsaSecp256k1(null),
              new Bip39(new Pbkdf2HmacSha512()),
              new Bip32(null)));

  void withdraw(String algorithm) {
    all.removeIf(one -> one.algorithm().equals(algorithm));
  }

  @Override
  public <T extends CryptoAlgorithm> T get(Class<T> primitive, String algorithm) {
    return all.stream()
        .filter(primitive::isInstance)
        .filter(one -> one.algorithm().equals(algorithm))
        .map(primitive::cast)
        .findFirst()
        .orElseThrow(() -> new AlgorithmNotAvailableException(algorithm, installed(primitive)));
  }

  @Override
  public List<String> installed(Class<? extends CryptoAlgorithm> primitive) {
    return all.stream()
        .filter(primitive::isInstance)
        .map(CryptoAlgorithm::algorithm)
        .sorted()
        .toList();
  }
}
