package io.ghostbridge.api.crypto;

/** A public key, or a ciphertext of a {@link Kem}, is malformed or unsafe to use. */
public final class InvalidPublicKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason what was wrong and what was expected
   */
  public InvalidPublicKeyException(String reason) {
    super(reason);
  }
}
