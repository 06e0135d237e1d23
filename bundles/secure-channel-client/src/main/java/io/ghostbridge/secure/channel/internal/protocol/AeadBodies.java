package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import java.util.Arrays;

/**
 * Bodies under an AEAD, which has a tag of its own.
 *
 * @param key owned
 * @param algorithm the suite's name in messages
 */
record AeadBodies(AeadKey key, String algorithm) implements BodyCipher {
  @Override
  public byte[] seal(Authenticator authenticator, byte[] prefix, byte[] body) {
    byte[] nonce = authenticator.nonce();
    byte[] sealed = key.seal(nonce, body, associatedData(prefix, authenticator));
    return SecurePayloads.serialize(sealed, nonce, algorithm, Authenticator.SUFFIX_BYTES);
  }

  @Override
  public byte[] open(Authenticator authenticator, byte[] prefix, byte[] message, int length)
      throws RefusedException {
    SecurePayloads.Parsed payload = SecurePayloads.parse(message, length);
    byte[] nonce = authenticator.nonce();
    if (payload == null || !Arrays.equals(payload.nonce(), nonce)) {
      throw new RefusedException(Refusal.MAC_MISMATCH);
    }
    if (!payload.algorithm().equals(algorithm)) {
      throw new RefusedException(Refusal.UNKNOWN_ALGORITHM);
    }
    try {
      return key.open(nonce, payload.data(), associatedData(prefix, authenticator));
    } catch (DecryptionFailedException e) {
      throw new RefusedException(Refusal.MAC_MISMATCH);
    }
  }

  private static byte[] associatedData(byte[] prefix, Authenticator authenticator) {
    byte[] data = Arrays.copyOf(prefix, prefix.length + Authenticator.STAMP_BYTES);
    authenticator.writeStamp(data, prefix.length);
    return data;
  }

  @Override
  public void close() {
    key.close();
  }
}
