package io.ghostbridge.api.zcrypto;

/** An operation of {@link ZCrypto} was refused; the message never holds a secret. */
public final class ZCryptoException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ZCryptoError error;

  /**
   * @param reason what was wrong and what was expected
   */
  public ZCryptoException(ZCryptoError error, String reason) {
    super(error.zcryptoName() + ": " + reason);
    this.error = error;
  }

  /** Which error it is. */
  public ZCryptoError error() {
    return error;
  }
}
