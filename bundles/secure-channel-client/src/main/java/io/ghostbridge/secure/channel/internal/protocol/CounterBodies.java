package io.ghostbridge.secure.channel.internal.protocol;

/**
 * Bodies in counter mode: the message's MAC is their tag. It covers the ciphertext and all that an
 * AEAD would be given as nonce and associated data, and is checked before anything is opened.
 *
 * @param stream owned
 */
record CounterBodies(CounterMode stream) implements BodyCipher {
  @Override
  public byte[] seal(Authenticator authenticator, byte[] prefix, byte[] body) {
    byte[] message = SecurePayloads.begin(body.length, Authenticator.SUFFIX_BYTES);
    int start = message.length - Authenticator.SUFFIX_BYTES - body.length;
    apply(authenticator.stamp(), body, 0, body.length, message, start);
    return message;
  }

  @Override
  public byte[] open(Authenticator authenticator, byte[] prefix, byte[] message, int length)
      throws RefusedException {
    int start = SecurePayloads.startOfData(message, length);
    if (start < 0) {
      throw new RefusedException(Refusal.MAC_MISMATCH);
    }
    byte[] body = new byte[length - start];
    apply(authenticator.stamp(), message, start, body.length, body, 0);
    return body;
  }

  private void apply(
      Stamp stamp, byte[] source, int sourceStart, int length, byte[] target, int targetStart) {
    stream.apply(
        stamp.counter(), stamp.sequence(), source, sourceStart, length, target, targetStart);
  }

  @Override
  public void close() {
    stream.close();
  }
}
