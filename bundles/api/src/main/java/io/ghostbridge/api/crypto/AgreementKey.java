package io.ghostbridge.api.crypto;

import io.ghostbridge.api.data.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/** A private key of a {@link KeyAgreement}. */
@ConsumerType
public interface AgreementKey extends AutoCloseable {
  /** The algorithm's name, such as {@code x25519}. */
  String algorithm();

  /** The public key in the algorithm's encoding. */
  Bytes publicKey();

  /**
   * The secret shared with the holder of {@code peerPublicKey}.
   *
   * @throws InvalidPublicKeyException if that is malformed, no point of the curve, or of an order
   *     so small that the secret would be known to all
   * @throws IllegalStateException if the key was closed
   */
  SecretBytes agree(byte[] peerPublicKey) throws InvalidPublicKeyException;

  /** Wipes the private part. Closing twice does nothing more. */
  @Override
  void close();
}
