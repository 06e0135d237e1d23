package io.ghostbridge.secure.channel.internal.protocol;

/**
 * Encrypts the bodies of one direction of an epoch as {@link
 * io.ghostbridge.proto.crypto.v1.SecurePayload}s (section 5, "Encrypted bodies"). Every method but
 * {@link #close} throws {@link IllegalStateException} once closed.
 */
sealed interface BodyCipher extends AutoCloseable permits AeadBodies, CounterBodies {
  /**
   * The payload, followed by {@link Authenticator#SUFFIX_BYTES} free bytes.
   *
   * @param authenticator of a message that nothing was encrypted for before
   * @param prefix {@code P}
   */
  byte[] seal(Authenticator authenticator, byte[] prefix, byte[] body);

  /**
   * The body in the first {@code length} bytes of a message whose MAC is right.
   *
   * @throws RefusedException if they are no payload of this session's for this message
   */
  byte[] open(Authenticator authenticator, byte[] prefix, byte[] message, int length)
      throws RefusedException;

  /** Wipes the key. */
  @Override
  void close();
}
