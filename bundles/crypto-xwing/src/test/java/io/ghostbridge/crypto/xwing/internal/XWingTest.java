package io.ghostbridge.crypto.xwing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.mlkem.internal.MlKem768;
import io.ghostbridge.crypto.sha3.internal.Sha3With256Bits;
import io.ghostbridge.crypto.sha3.internal.Shake256;
import io.ghostbridge.crypto.x25519.internal.X25519Agreement;
import io.ghostbridge.it.vectors.FixedRandom;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;
import org.junit.jupiter.api.Test;

class XWingTest {
  private final XWing xWing =
      new XWing(new MlKem768(), new X25519Agreement(null), new Sha3With256Bits(), new Shake256());

  /** draft-connolly-cfrg-xwing-kem, appendix C, the first vector. */
  @Test
  void theDraftsVectorIsReproduced() throws Exception {
    HexFormat hex = HexFormat.of();
    try (SecretBytes seed =
            SecretBytes.wrap(
                hex.parseHex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26"));
        KemKey key = xWing.fromSeed(seed);
        Encapsulation made =
            xWing.encapsulate(
                key.publicKey().toByteArray(),
                new FixedRandom(
                    hex.parseHex(
                        "3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2"
                            + "35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2")))) {
      assertThat(key.publicKey().toHex()).startsWith("e2236b35a8c24b39b10aa1323a96a919");
      assertThat(made.ciphertext().toHex()).startsWith("b83aa828d4d62b9a83ceffe1d3d3bb1e");
      assertThat(hex.formatHex(made.secret().toByteArray()))
          .isEqualTo("d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384");
      assertThat(key.decapsulate(made.ciphertext().toByteArray())).isEqualTo(made.secret());
    }
  }

  @Test
  void bouncyCastlesOwnPutTogetherIsTheSame() throws Exception {
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 100; i++) {
      byte[] seed = new byte[32];
      random.nextBytes(seed);
      XWingPrivateKeyParameters theirs = new XWingPrivateKeyParameters(seed);
      try (SecretBytes ourSeed = SecretBytes.copyOf(seed);
          KemKey ours = xWing.fromSeed(ourSeed)) {
        byte[] publicKey = ours.publicKey().toByteArray();
        SecretWithEncapsulation fromThem =
            new XWingKEMGenerator(random)
                .generateEncapsulated(new XWingPublicKeyParameters(publicKey));
        assertThat(ours.decapsulate(fromThem.getEncapsulation()).toByteArray())
            .isEqualTo(fromThem.getSecret());
        byte[] drawn = new byte[64];
        random.nextBytes(drawn);
        try (Encapsulation fromUs = xWing.encapsulate(publicKey, new FixedRandom(drawn))) {
          assertThat(new XWingKEMExtractor(theirs).extractSecret(fromUs.ciphertext().toByteArray()))
              .isEqualTo(fromUs.secret().toByteArray());
        }
      }
    }
  }

  @Test
  void malformedKeysAndCiphertextsAreRefused() {
    try (KemKey key = xWing.fromSeed(SecretBytes.wrap(new byte[32]))) {
      byte[] publicKey = key.publicKey().toByteArray();
      assertThatThrownBy(() -> xWing.encapsulate(new byte[1215], new FixedRandom(new byte[64])))
          .isInstanceOf(InvalidPublicKeyException.class);
      // An X25519 part of small order.
      java.util.Arrays.fill(publicKey, 1184, 1216, (byte) 0);
      assertThatThrownBy(() -> xWing.encapsulate(publicKey, new FixedRandom(new byte[64])))
          .isInstanceOf(InvalidPublicKeyException.class)
          .hasMessageContaining("small order");
      assertThatThrownBy(() -> key.decapsulate(new byte[1119]))
          .isInstanceOf(InvalidPublicKeyException.class);
      assertThatThrownBy(() -> key.decapsulate(new byte[1120]))
          .isInstanceOf(InvalidPublicKeyException.class)
          .hasMessageContaining("small order");
    }
    assertThatThrownBy(() -> xWing.fromSeed(SecretBytes.wrap(new byte[31])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
