package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.SecretBytes;

/** HPKE in mode_base with HKDF-SHA256 (RFC 9180, section 5.1.1). */
public final class Hpke {
  private static final int MODE_BASE = 0;
  private static final int HKDF_SHA256 = 1;
  private static final byte[] EMPTY = {};

  private final Primitives primitives;
  private final HpkeKem kem;
  private final AeadSuite aead;
  private final Labeled labeled;

  /** Of one KEM and one AEAD. */
  public Hpke(Primitives primitives, KemSuite kem, AeadSuite aead) {
    this.primitives = primitives;
    this.kem = primitives.kem(kem);
    this.aead = aead;
    labeled =
        new Labeled(
            primitives.kdf(),
            new ByteWriter()
                .text("HPKE")
                .u8(kem.hpkeId() >>> 8)
                .u8(kem.hpkeId())
                .u8(0)
                .u8(HKDF_SHA256)
                .u8(0)
                .u8(aead.hpkeId())
                .toBytes());
  }

  /** A new pair of keys of the KEM. */
  public HpkeKem.Pair generate() {
    return kem.generate();
  }

  /**
   * {@code SetupBaseS}.
   *
   * @throws InvalidPublicKeyException if the receiver's key is malformed or unsafe
   */
  public HpkeContext send(byte[] receiverKey, byte[] info) throws InvalidPublicKeyException {
    try (Encapsulation encapsulation = kem.encapsulate(receiverKey)) {
      return schedule(encapsulation.secret(), encapsulation.ciphertext().toByteArray(), info);
    }
  }

  /**
   * {@code SetupBaseR}.
   *
   * @throws InvalidPublicKeyException if {@code encapsulated} is malformed or unsafe
   */
  public HpkeContext receive(HpkeKem.Pair key, byte[] encapsulated, byte[] info)
      throws InvalidPublicKeyException {
    try (SecretBytes secret = key.decapsulate(encapsulated)) {
      return schedule(secret, encapsulated, info);
    }
  }

  private HpkeContext schedule(SecretBytes sharedSecret, byte[] encapsulated, byte[] info) {
    byte[] context;
    try (SecretBytes idHash = labeled.extract(EMPTY, "psk_id_hash", EMPTY);
        SecretBytes infoHash = labeled.extract(EMPTY, "info_hash", info)) {
      context =
          new ByteWriter()
              .u8(MODE_BASE)
              .raw(idHash.toByteArray())
              .raw(infoHash.toByteArray())
              .toBytes();
    }
    try (SecretBytes secret =
            sharedSecret.map((byte[] salt) -> labeled.extract(salt, "secret", EMPTY));
        SecretBytes key = labeled.expand(secret, "key", context, AeadSuite.KEY_BYTES);
        SecretBytes nonce = labeled.expand(secret, "base_nonce", context, AeadSuite.NONCE_BYTES)) {
      return new HpkeContext(
          encapsulated,
          primitives.aead(aead).key(key),
          nonce.toByteArray(),
          labeled.expand(secret, "exp", context, 32),
          labeled);
    }
  }
}
