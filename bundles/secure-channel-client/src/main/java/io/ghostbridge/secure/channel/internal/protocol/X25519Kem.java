package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;

/** DHKEM(X25519, HKDF-SHA256) (RFC 9180, section 4.1). */
final class X25519Kem implements HpkeKem {
  private static final byte[] NO_SALT = {};

  private final KeyAgreement agreement;
  private final Random random;
  private final Labeled labeled;

  X25519Kem(CryptoAlgorithms algorithms, Kdf kdf, Random random) {
    agreement = algorithms.get(KeyAgreement.class, KemSuite.X25519.wireName());
    this.random = random;
    labeled =
        new Labeled(kdf, new ByteWriter().text("KEM").u8(0).u8(KemSuite.X25519.hpkeId()).toBytes());
  }

  @Override
  public KemSuite suite() {
    return KemSuite.X25519;
  }

  @Override
  public Pair generate() {
    AgreementKey key = agreement.generate(random);
    return new Pair() {
      @Override
      public byte[] publicKey() {
        return key.publicKey().toByteArray();
      }

      @Override
      public SecretBytes decapsulate(byte[] encapsulated) throws InvalidPublicKeyException {
        try (SecretBytes agreed = key.agree(encapsulated)) {
          return extractAndExpand(agreed, encapsulated, publicKey());
        }
      }

      @Override
      public void close() {
        key.close();
      }
    };
  }

  @Override
  public Encapsulation encapsulate(byte[] publicKey) throws InvalidPublicKeyException {
    try (AgreementKey ephemeral = agreement.generate(random);
        SecretBytes agreed = ephemeral.agree(publicKey)) {
      byte[] encapsulated = ephemeral.publicKey().toByteArray();
      return new Encapsulation(
          Bytes.wrap(encapsulated), extractAndExpand(agreed, encapsulated, publicKey));
    }
  }

  private SecretBytes extractAndExpand(SecretBytes agreed, byte[] encapsulated, byte[] publicKey) {
    byte[] context = new ByteWriter().raw(encapsulated).raw(publicKey).toBytes();
    try (SecretBytes key = agreed.map((byte[] dh) -> labeled.extract(NO_SALT, "eae_prk", dh))) {
      return labeled.expand(key, "shared_secret", context, 32);
    }
  }
}
