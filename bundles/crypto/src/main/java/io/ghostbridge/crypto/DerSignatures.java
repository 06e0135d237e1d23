package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;

/** An ECDSA scheme whose signatures are in DER. */
public abstract class DerSignatures implements SignatureScheme {
  /** Tags, lengths and the two bytes that keep numbers positive. */
  private static final int OVERHEAD = 8;

  private final SignatureScheme plain;

  /** The same as {@code plain}, whose signatures are r and s of equal length. */
  protected DerSignatures(SignatureScheme plain) {
    this.plain = plain;
  }

  @Override
  public final String algorithm() {
    return plain.algorithm() + "-der";
  }

  @Override
  public final int seedLength() {
    return plain.seedLength();
  }

  @Override
  public final int publicKeyLength() {
    return plain.publicKeyLength();
  }

  @Override
  public final int signatureLength() {
    return plain.signatureLength() + OVERHEAD;
  }

  @Override
  public final SigningKey fromSeed(byte[] seed) {
    return new Key(algorithm(), plain.fromSeed(seed));
  }

  @Override
  public final boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return EcdsaDer.decode(signature, plain.signatureLength() / 2)
        .filter(rs -> plain.verify(publicKey, message, rs))
        .isPresent();
  }

  private record Key(String algorithm, SigningKey plain) implements SigningKey {
    @Override
    public Bytes publicKey() {
      return plain.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
      return EcdsaDer.encode(plain.sign(message));
    }

    @Override
    public void close() {
      plain.close();
    }

    @Override
    public String toString() {
      return "SigningKey[" + algorithm + " " + publicKey() + "]";
    }
  }
}
