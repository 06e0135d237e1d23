package io.ghostbridge.word.machine;

/**
 * What ZVM's native instructions need beyond Ethereum's: digests and signatures that others
 * provide. Safe for use by any thread.
 */
public interface NativeFunctions {
  /** SHA-256. */
  byte[] sha256(byte[] data, int offset, int length);

  /** RIPEMD-160, 20 bytes. */
  byte[] ripemd160(byte[] data, int offset, int length);

  /** BLAKE2b with 32 bytes of output. */
  byte[] blake2b(byte[] data, int offset, int length);

  /** The schemes of the PQ_VERIFY instructions, in the order of their numbers. */
  enum Scheme {
    /** ML-DSA. */
    DILITHIUM,
    /** Falcon. */
    FALCON,
    /** SLH-DSA. */
    SPHINCS
  }

  /**
   * Checks a signature.
   *
   * @return whether it is right; a key or a signature of the wrong form is not
   * @throws UnsupportedOperationException if no bundle provides the scheme
   */
  boolean verify(Scheme scheme, byte[] publicKey, byte[] message, byte[] signature);

  /**
   * The public key that a scheme derives from a 32-byte seed.
   *
   * @throws UnsupportedOperationException if no bundle provides the scheme
   */
  byte[] publicKey(byte[] seed);
}
