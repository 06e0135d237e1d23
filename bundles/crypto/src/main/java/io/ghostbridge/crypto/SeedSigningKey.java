package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.util.function.BiFunction;

/** A signing key that is its seed: each signature reads it, and closing wipes it. */
public final class SeedSigningKey implements SigningKey {
  private final String algorithm;
  private final SecretBytes seed;
  private final Bytes publicKey;
  private final BiFunction<byte[], byte[], byte[]> signer;

  /**
   * @param seed taken over and closed with the key
   * @param signer makes a signature of seed and message
   */
  public SeedSigningKey(
      String algorithm,
      SecretBytes seed,
      Bytes publicKey,
      BiFunction<byte[], byte[], byte[]> signer) {
    this.algorithm = algorithm;
    this.seed = seed;
    this.publicKey = publicKey;
    this.signer = signer;
  }

  @Override
  public String algorithm() {
    return algorithm;
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    return seed.<byte[]>map(bytes -> signer.apply(bytes, message));
  }

  /** The seed, for what else the scheme computes of it. */
  public SecretBytes seed() {
    return seed;
  }

  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "SigningKey[" + algorithm + " " + publicKey + "]";
  }
}
