package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Optional;
import java.util.stream.Stream;

/** The AEADs of section 1, the fastest first. */
public enum AeadSuite {
  /** Bodies in counter mode, which the message's MAC authenticates; the handshake under GCM. */
  AES_256_CTR_HMAC("aes256ctr-hmac", "aes-256-gcm", 2) {
    @Override
    BodyCipher bodies(Primitives primitives, SecretBytes root, Direction direction) {
      return new CounterBodies(
          new CounterMode(primitives.expand(root, direction.keyName() + " ctr")));
    }
  },
  AES_256_GCM("aes256gcm", "aes-256-gcm", 2),
  CHACHA20_POLY1305("chacha20poly1305", "chacha20-poly1305", 3);

  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private final String wireName;
  private final String algorithm;
  private final int hpkeId;

  AeadSuite(String wireName, String algorithm, int hpkeId) {
    this.wireName = wireName;
    this.algorithm = algorithm;
    this.hpkeId = hpkeId;
  }

  /** The one that messages call {@code wireName}. */
  public static Optional<AeadSuite> named(String wireName) {
    return Stream.of(values()).filter(suite -> suite.wireName.equals(wireName)).findFirst();
  }

  /** The name in messages. */
  public String wireName() {
    return wireName;
  }

  /** The name by which {@link CryptoAlgorithms} knows the AEAD of its handshake. */
  public String algorithm() {
    return algorithm;
  }

  int hpkeId() {
    return hpkeId;
  }

  /** The AEAD of the handshake. */
  Aead of(CryptoAlgorithms algorithms) {
    return algorithms.get(Aead.class, algorithm);
  }

  /** What encrypts the bodies of {@code direction} in the epoch of {@code root}. */
  BodyCipher bodies(Primitives primitives, SecretBytes root, Direction direction) {
    Aead aead = primitives.aead(this);
    try (SecretBytes key = primitives.expand(root, direction.keyName() + " aead")) {
      return new AeadBodies(aead.key(key), wireName);
    }
  }
}
