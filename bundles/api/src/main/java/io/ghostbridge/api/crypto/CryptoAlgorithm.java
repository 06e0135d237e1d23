package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/** What every algorithm has: a name. A bundle registers the primitive's interface, not this one. */
@ConsumerType
public interface CryptoAlgorithm {
  /** Service property: the algorithm's name, the same as {@link #algorithm()}. */
  String ALGORITHM = "ghost.algorithm";

  /** The algorithm's name: lower case, digits and hyphens, such as {@code chacha20-poly1305}. */
  String algorithm();
}
