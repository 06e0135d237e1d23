package io.ghostbridge.api.crypto;

import io.ghostbridge.api.data.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/** An extended public key: derives the public keys of ordinary children. */
@ConsumerType
public interface DerivedPublicKey {
  /** The public key, compressed. */
  Bytes publicKey();

  /**
   * A child's public key.
   *
   * @param index without {@link KeyPath#HARDENED}
   * @throws IllegalArgumentException if the index is hardened, or the child does not exist
   */
  DerivedPublicKey child(int index);

  /** The extended public key ({@code xpub…}). */
  String serialise();
}
