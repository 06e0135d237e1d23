package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SecretBytes;

/** X-Wing (draft-connolly-cfrg-xwing-kem-06), whose interface is HPKE's already. */
final class XWingKem implements HpkeKem {
  private final Kem kem;
  private final Random random;

  XWingKem(CryptoAlgorithms algorithms, Random random) {
    kem = algorithms.get(Kem.class, KemSuite.X_WING.wireName());
    this.random = random;
  }

  @Override
  public KemSuite suite() {
    return KemSuite.X_WING;
  }

  @Override
  public Pair generate() {
    KemKey key = kem.generate(random);
    return new Pair() {
      @Override
      public byte[] publicKey() {
        return key.publicKey().toByteArray();
      }

      @Override
      public SecretBytes decapsulate(byte[] encapsulated) throws InvalidPublicKeyException {
        return key.decapsulate(encapsulated);
      }

      @Override
      public void close() {
        key.close();
      }
    };
  }

  @Override
  public Encapsulation encapsulate(byte[] publicKey) throws InvalidPublicKeyException {
    return kem.encapsulate(publicKey, random);
  }
}
