package io.ghostbridge.statetest;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.crypto.PureSecp256k1;
import io.ghostbridge.crypto.ecdsa.secp256k1.internal.EcdsaSecp256k1;
import java.util.List;

/** The one algorithm that machines and transactions need, outside of a container. */
final class Curves implements CryptoAlgorithms {
  /** ECDSA on secp256k1. */
  final EcdsaSecp256k1 ecdsa = new EcdsaSecp256k1(new PureSecp256k1());

  @Override
  public <T extends CryptoAlgorithm> T get(Class<T> primitive, String algorithm) {
    if (primitive.isInstance(ecdsa) && algorithm.equals(ecdsa.algorithm())) {
      return primitive.cast(ecdsa);
    }
    throw new AlgorithmNotAvailableException(algorithm, List.of(ecdsa.algorithm()));
  }

  @Override
  public List<String> installed(Class<? extends CryptoAlgorithm> primitive) {
    return primitive.isInstance(ecdsa) ? List.of(ecdsa.algorithm()) : List.of();
  }
}
