package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KeyAgreement;
import java.util.Optional;
import java.util.stream.Stream;

/** The KEMs of section 1, the strongest first. */
public enum KemSuite {
  X_WING("x-wing", 0x647a, 1216, 1120, Kem.class),
  X25519("x25519", 0x0020, 32, 32, KeyAgreement.class);

  private final String wireName;
  private final int hpkeId;
  private final int publicKeyBytes;
  private final int encapsulatedBytes;
  private final Class<? extends CryptoAlgorithm> primitive;

  KemSuite(
      String wireName,
      int hpkeId,
      int publicKeyBytes,
      int encapsulatedBytes,
      Class<? extends CryptoAlgorithm> primitive) {
    this.wireName = wireName;
    this.hpkeId = hpkeId;
    this.publicKeyBytes = publicKeyBytes;
    this.encapsulatedBytes = encapsulatedBytes;
    this.primitive = primitive;
  }

  /** The one that messages, and {@link CryptoAlgorithms}, call {@code wireName}. */
  public static Optional<KemSuite> named(String wireName) {
    return Stream.of(values()).filter(suite -> suite.wireName.equals(wireName)).findFirst();
  }

  public String wireName() {
    return wireName;
  }

  public int publicKeyBytes() {
    return publicKeyBytes;
  }

  public int encapsulatedBytes() {
    return encapsulatedBytes;
  }

  int hpkeId() {
    return hpkeId;
  }

  boolean isInstalled(CryptoAlgorithms algorithms) {
    return algorithms.installed(primitive).contains(wireName);
  }
}
