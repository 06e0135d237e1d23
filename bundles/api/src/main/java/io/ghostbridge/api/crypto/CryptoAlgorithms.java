package io.ghostbridge.api.crypto;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds algorithms by name, as a service.
 *
 * <p>What {@link #get} returns may be kept: it stands for the algorithm, not for the bundle that
 * implements it now. When that bundle goes, the object and every key made with it say {@link
 * AlgorithmNotAvailableException} at their next use; when the algorithm is installed again, the
 * same objects work again. A key therefore keeps its secret until it is closed; closing it is the
 * caller's part, as ever. So it is with keys of a tree, which keep nothing of their parents. What
 * cannot heal is a {@link HashStream} that was open. Of several bundles with one algorithm the one
 * of the highest service ranking serves.
 *
 * <p>Safe for use by any thread. A look-up costs a map access, a call through the result a volatile
 * read more than a call to the implementation.
 */
@ProviderType
public interface CryptoAlgorithms {
  /**
   * The algorithm of this name.
   *
   * @param primitive the interface wanted, such as {@code Aead.class}
   * @throws AlgorithmNotAvailableException if no bundle provides it now
   * @throws IllegalArgumentException if {@code primitive} is none of this package's primitives
   */
  <T extends CryptoAlgorithm> T get(Class<T> primitive, String algorithm);

  /** The names of the algorithms of this primitive that can be had now, sorted. */
  List<String> installed(Class<? extends CryptoAlgorithm> primitive);
}
