package io.ghostbridge.statetest;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.crypto.keccak256.internal.Keccak256;
import java.util.List;

/** What machines of all formats compute by. */
final class Algorithms implements CryptoAlgorithms {
  private final List<CryptoAlgorithm> all = List.of(new Curves().ecdsa, new Keccak256());

  @Override
  public <T extends CryptoAlgorithm> T get(Class<T> primitive, String algorithm) {
    return all.stream()
        .filter(each -> primitive.isInstance(each) && each.algorithm().equals(algorithm))
        .map(primitive::cast)
        .findFirst()
        .orElseThrow(() -> new AlgorithmNotAvailableException(algorithm, installed(primitive)));
  }

  @Override
  public List<String> installed(Class<? extends CryptoAlgorithm> primitive) {
    return all.stream().filter(primitive::isInstance).map(CryptoAlgorithm::algorithm).toList();
  }
}
