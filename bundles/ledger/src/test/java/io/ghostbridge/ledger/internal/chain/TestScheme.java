package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 straight from Bouncy Castle, which the API bundle brings along. */
final class TestScheme implements SignatureScheme {
  @Override
  public String algorithm() {
    return "ed25519";
  }

  @Override
  public int seedLength() {
    return Ed25519.SECRET_KEY_SIZE;
  }

  @Override
  public int publicKeyLength() {
    return Ed25519.PUBLIC_KEY_SIZE;
  }

  @Override
  public int signatureLength() {
    return Ed25519.SIGNATURE_SIZE;
  }

  @Override
  public SigningKey fromSeed(byte[] seed) {
    byte[] secret = seed.clone();
    byte[] publicKey = new byte[publicKeyLength()];
    Ed25519.generatePublicKey(secret, 0, publicKey, 0);
    return new Key(secret, publicKey);
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return publicKey.length == publicKeyLength()
        && signature.length == signatureLength()
        && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
  }

  private static final class Key implements SigningKey {
    private final byte[] secret;
    private final byte[] publicKey;

    Key(byte[] secret, byte[] publicKey) {
      this.secret = secret;
      this.publicKey = publicKey;
    }

    @Override
    public String algorithm() {
      return "ed25519";
    }

    @Override
    public Bytes publicKey() {
      return Bytes.copyOf(publicKey);
    }

    @Override
    public byte[] sign(byte[] message) {
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
      return signature;
    }

    @Override
    public void close() {}
  }
}
