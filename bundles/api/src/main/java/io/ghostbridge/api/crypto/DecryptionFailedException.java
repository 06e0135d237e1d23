package io.ghostbridge.api.crypto;

/**
 * A ciphertext is not authentic. One text for every reason, and no stack trace: neither an oracle
 * nor a burden under a flood of forgeries.
 */
public final class DecryptionFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The one there is to say. */
  public DecryptionFailedException() {
    super(
        "the ciphertext is not authentic: it, its nonce, its associated data or the key is not what"
            + " it was made with",
        null,
        false,
        false);
  }
}
