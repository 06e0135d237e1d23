package io.ghostbridge.api.crypto;

import io.ghostbridge.api.data.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A private key that signs and never leaves its holder: not by {@code toString}, serialisation or
 * an accessor. Safe for use by any thread.
 *
 * <p>The node's own key is a service with the property {@link #ROLE} set to {@link #ROLE_NODE}.
 */
@ConsumerType
public interface SigningKey extends AutoCloseable {
  /** Service property: what a key that is registered as a service is for. */
  String ROLE = "ghost.key.role";

  /** The key that signs this node's blocks and answers. */
  String ROLE_NODE = "node";

  /** The algorithm's name, such as {@code ed25519}. */
  String algorithm();

  /** The public key in the algorithm's standard encoding. */
  Bytes publicKey();

  /**
   * Signs {@code message}.
   *
   * @throws IllegalStateException if the key was closed
   */
  byte[] sign(byte[] message);

  /** Wipes the private part. Closing twice does nothing more. */
  @Override
  void close();
}
