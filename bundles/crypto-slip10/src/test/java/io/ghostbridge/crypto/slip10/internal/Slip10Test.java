package io.ghostbridge.crypto.slip10.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.KeyPath;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Slip10Test {
  private static final HexFormat HEX = HexFormat.of();
  private static final String SEED_1 = "000102030405060708090a0b0c0d0e0f";

  /** SLIP-10, "Test vectors": path, chain code, private key, public key. */
  @Test
  void theVectorsOfEd25519AreReproduced() {
    check(
        new Slip10Ed25519(),
        SEED_1,
        new String[][] {
          {
            "m",
            "90046a93de5380a72b5e45010748567d5ea02bbf6522f979e05c0d8d8ca9fffb",
            "2b4be7f19ee27bbf30c667b642d5f4aa69fd169872f8fc3059c08ebae2eb19e7",
            "00a4b2856bfec510abab89753fac1ac0e1112364e7d250545963f135f2a33188ed"
          },
          {
            "m/0'",
            "8b59aa11380b624e81507a27fedda59fea6d0b779a778918a2fd3590e16e9c69",
            "68e0fe46dfb67e368c75379acec591dad19df3cde26e63b93a8e704f1dade7a3",
            "008c8a13df77a28f3445213a0f432fde644acaa215fc72dcdf300d5efaa85d350c"
          },
          {
            "m/0'/1'",
            "a320425f77d1b5c2505a6b1b27382b37368ee640e3557c315416801243552f14",
            "b1d0bad404bf35da785a64ca1ac54b2617211d2777696fbffaf208f746ae84f2",
            "001932a5270f335bed617d5b935c80aedb1a35bd9fc1e31acafd5372c30f5c1187"
          },
        });
  }

  @Test
  void theVectorsOfP256AreReproduced() {
    check(
        new Slip10P256(),
        SEED_1,
        new String[][] {
          {
            "m",
            "beeb672fe4621673f722f38529c07392fecaa61015c80c34f29ce8b41b3cb6ea",
            "612091aaa12e22dd2abef664f8a01a82cae99ad7441b7ef8110424915c268bc2",
            "0266874dc6ade47b3ecd096745ca09bcd29638dd52c2c12117b11ed3e458cfa9e8"
          },
          {
            "m/0'",
            "3460cea53e6a6bb5fb391eeef3237ffd8724bf0a40e94943c98b83825342ee11",
            "6939694369114c67917a182c59ddb8cafc3004e63ca5d3b84403ba8613debc0c",
            "0384610f5ecffe8fda089363a41f56a5c7ffc1d81b59a612d0d649b2d22355590c"
          },
        });
    // The vector "derivation retry": a child that takes a second hash.
    check(
        new Slip10P256(),
        SEED_1,
        new String[][] {
          {
            "m/28578'/33941",
            "9e87fe95031f14736774cd82f25fd885065cb7c358c1edf813c72af535e83071",
            "092154eed4af83e078ff9b84322015aefe5769e31270f62c3f66c33888335f3a",
            "0235bfee614c0d5b2cae260000bb1d0d84b270099ad790022c1ae0b2e782efe120"
          },
        });
  }

  @Test
  void theVectorsOfSecp256k1AreThoseOfBip32() {
    check(
        new Slip10Secp256k1(),
        SEED_1,
        new String[][] {
          {
            "m",
            "873dff81c02f525623fd1fe5167eac3a55a049de3d314bb42ee227ffed37d508",
            "e8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35",
            "0339a36013301597daef41fbe593a02cc513d0b55527ec2df1050e2e8ff49c85c2"
          },
          {
            "m/0'/1",
            "2a7857631386ba23dacac34180dd1983734e444fdbf774041578e9b6adb37c19",
            "3c6cb8d0f6a264c91ea8b5030fadaa8e538b020f0a387421a12de9319dc93368",
            "03501e454bf00751f24b1b489aa925215d66af2234e3891c3b21a52bedb3cd711c"
          },
        });
  }

  private static void check(DeterministicKeyDerivation derivation, String seed, String[][] rows) {
    for (String[] row : rows) {
      try (SecretBytes secret = SecretBytes.wrap(HEX.parseHex(seed));
          DerivedKey key = derivation.derive(secret, KeyPath.parse(row[0]))) {
        assertThat(HEX.formatHex(key.chainCode().toByteArray())).as(row[0]).isEqualTo(row[1]);
        assertThat(HEX.formatHex(key.privateKey().toByteArray())).as(row[0]).isEqualTo(row[2]);
        assertThat(key.publicKey().toHex()).as(row[0]).isEqualTo(row[3]);
        assertThat(key.toString()).doesNotContain(row[2]);
      }
    }
  }

  @Test
  void whatEd25519CannotIsSaid() {
    try (SecretBytes seed = SecretBytes.wrap(new byte[16]);
        DerivedKey root = new Slip10Ed25519().master(seed)) {
      assertThatThrownBy(() -> root.child(5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("hardened children only, not 5: write 5'");
      assertThatThrownBy(root::neutered).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(root::serialise).isInstanceOf(UnsupportedOperationException.class);
    }
    assertThatThrownBy(() -> new Slip10P256().master(SecretBytes.wrap(new byte[15])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedKeyRefuses() {
    DerivedKey root = new Slip10P256().master(SecretBytes.wrap(new byte[16]));
    root.close();
    root.close();
    assertThatThrownBy(() -> root.child(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(root::privateKey).isInstanceOf(IllegalStateException.class);
  }
}
