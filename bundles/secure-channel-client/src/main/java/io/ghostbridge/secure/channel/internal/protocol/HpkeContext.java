package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;

/**
 * What a setup of HPKE gives (RFC 9180, sections 5.2 and 5.3): for messages in order, in one
 * direction, and for secrets. For one thread.
 */
public final class HpkeContext implements AutoCloseable {
  private static final String SECRET = ByteWriter.PROTOCOL + "secret";

  private final byte[] encapsulated;
  private final AeadKey key;
  private final byte[] baseNonce;
  private final SecretBytes exporter;
  private final Labeled labeled;
  private long sequence;

  HpkeContext(
      byte[] encapsulated, AeadKey key, byte[] baseNonce, SecretBytes exporter, Labeled labeled) {
    this.encapsulated = encapsulated;
    this.key = key;
    this.baseNonce = baseNonce;
    this.exporter = exporter;
    this.labeled = labeled;
  }

  /** {@code enc}: what the receiver needs to get the same context. */
  public byte[] encapsulated() {
    return encapsulated.clone();
  }

  /** {@code Context.Seal}. */
  public byte[] seal(byte[] associatedData, byte[] plaintext) {
    return key.seal(nextNonce(), plaintext, associatedData);
  }

  /**
   * {@code Context.Open}.
   *
   * @throws DecryptionFailedException if it was not sealed so; the context is of no use then
   */
  public byte[] open(byte[] associatedData, byte[] ciphertext) throws DecryptionFailedException {
    return key.open(nextNonce(), ciphertext, associatedData);
  }

  private byte[] nextNonce() {
    byte[] nonce = baseNonce.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[nonce.length - 1 - i] ^= (byte) (sequence >>> (Byte.SIZE * i));
    }
    sequence++;
    return nonce;
  }

  /** The secret that the channel takes from each context. */
  SecretBytes secret() {
    return export(SECRET.getBytes(StandardCharsets.UTF_8), 32);
  }

  /** {@code Context.Export}. */
  public SecretBytes export(byte[] context, int length) {
    return labeled.expand(exporter, "sec", context, length);
  }

  /** Wipes the keys. */
  @Override
  public void close() {
    key.close();
    exporter.close();
  }
}
