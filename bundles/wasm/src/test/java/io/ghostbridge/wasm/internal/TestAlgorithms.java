package io.ghostbridge.wasm.internal;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.crypto.blake2b.internal.Blake2b512;
import io.ghostbridge.crypto.ecdsa.secp256k1.internal.EcdsaSecp256k1;
import io.ghostbridge.crypto.ed25519.internal.Ed25519Scheme;
import io.ghostbridge.crypto.keccak256.internal.Keccak256;
import io.ghostbridge.crypto.sha2.internal.Sha256;
import java.util.List;

/** The algorithms that contracts can call, in pure Java. */
final class TestAlgorithms implements CryptoAlgorithms {
  private final List<CryptoAlgorithm> all =
      List.of(
          new Keccak256(),
          new Sha256(),
          new Blake2b512(),
          new Ed25519Scheme(),
          new EcdsaSecp256k1(null));

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
