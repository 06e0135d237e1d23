package io.ghostbridge.api.crypto;

import io.ghostbridge.api.data.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A private key in a tree. Every method but {@link #close} throws IllegalStateException once
 * closed.
 */
@ConsumerType
public interface DerivedKey extends AutoCloseable {
  /**
   * A copy of the private key, which the caller closes: a seed for the curve's signature scheme.
   */
  SecretBytes privateKey();

  /** A copy of the chain code, which the caller closes. */
  SecretBytes chainCode();

  /**
   * The public key, compressed; for Ed25519 a zero byte and the key (SLIP-10, section "Ed25519").
   */
  Bytes publicKey();

  /**
   * A child; this key stays open.
   *
   * @param index {@link KeyPath#HARDENED} set or not; 31 bits
   * @throws IllegalArgumentException if the curve has hardened children only and this is none, or
   *     the child does not exist (one in 2^127: take the next index)
   */
  DerivedKey child(int index);

  /**
   * What can be told to those who only receive.
   *
   * @throws UnsupportedOperationException if the algorithm derives no public keys
   */
  DerivedPublicKey neutered();

  /**
   * The extended private key ({@code xprv…}) in ASCII, which the caller closes.
   *
   * @throws UnsupportedOperationException if the algorithm has no such format
   */
  SecretBytes serialise();

  /** Wipes the key. Closing twice does nothing more. */
  @Override
  void close();
}
