package io.ghostbridge.crypto.bip32.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.crypto.KeyPath;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.libsecp256k1.internal.Library;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Bip32Test {
  private static final String SEED_1 = "000102030405060708090a0b0c0d0e0f";
  private static final String SEED_2 =
      "fffcf9f6f3f0edeae7e4e1dedbd8d5d2cfccc9c6c3c0bdbab7b4b1aeaba8a5a29f9c999693908d8a8784817e7b787572"
          + "6f6c696663605d5a5754514e4b484542";

  /** BIP-32, "Test vectors" 1, 2 and 3: seed, path, xpub, xprv. */
  static final String[][] OFFICIAL = {
    {
      SEED_1,
      "m",
      "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8",
      "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"
    },
    {
      SEED_1,
      "m/0'",
      "xpub68Gmy5EdvgibQVfPdqkBBCHxA5htiqg55crXYuXoQRKfDBFA1WEjWgP6LHhwBZeNK1VTsfTFUHCdrfp1bgwQ9xv5ski8PX9rL2dZXvgGDnw",
      "xprv9uHRZZhk6KAJC1avXpDAp4MDc3sQKNxDiPvvkX8Br5ngLNv1TxvUxt4cV1rGL5hj6KCesnDYUhd7oWgT11eZG7XnxHrnYeSvkzY7d2bhkJ7"
    },
    {
      SEED_1,
      "m/0'/1",
      "xpub6ASuArnXKPbfEwhqN6e3mwBcDTgzisQN1wXN9BJcM47sSikHjJf3UFHKkNAWbWMiGj7Wf5uMash7SyYq527Hqck2AxYysAA7xmALppuCkwQ",
      "xprv9wTYmMFdV23N2TdNG573QoEsfRrWKQgWeibmLntzniatZvR9BmLnvSxqu53Kw1UmYPxLgboyZQaXwTCg8MSY3H2EU4pWcQDnRnrVA1xe8fs"
    },
    {
      SEED_2,
      "m/0",
      "xpub69H7F5d8KSRgmmdJg2KhpAK8SR3DjMwAdkxj3ZuxV27CprR9LgpeyGmXUbC6wb7ERfvrnKZjXoUmmDznezpbZb7ap6r1D3tgFxHmwMkQTPH",
      "xprv9vHkqa6EV4sPZHYqZznhT2NPtPCjKuDKGY38FBWLvgaDx45zo9WQRUT3dKYnjwih2yJD9mkrocEZXo1ex8G81dwSM1fwqWpWkeS3v86pgKt"
    },
    {
      // Leading zeros are kept.
      "4b381541583be4423346c643850da4b320e46a87ae3d2a4e6da11eba819cd4acba45d239319ac14f863b8d5ab5a0d0c6"
          + "4d2e8a1e7d1457df2e5a3c51c73235be",
      "m/0'",
      "xpub68NZiKmJWnxxS6aaHmn81bvJeTESw724CRDs6HbuccFQN9Ku14VQrADWgqbhhTHBaohPX4CjNLf9fq9MYo6oDaPPLPxSb7gwQN3ih19Zm4Y",
      "xprv9uPDJpEQgRQfDcW7BkF7eTya6RPxXeJCqCJGHuCJ4GiRVLzkTXBAJMu2qaMWPrS7AANYqdq6vcBcBUdJCVVFceUvJFjaPdGZ2y9WACViL4L"
    },
  };

  static Stream<Named<Bip32>> implementations() {
    return Stream.of(
        Named.of("bouncycastle", new Bip32(null)),
        Named.of("libsecp256k1", new Bip32(new Library())));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void theOfficialVectorsAreReproduced(Bip32 bip32) {
    for (String[] row : OFFICIAL) {
      try (SecretBytes seed = SecretBytes.wrap(HexFormat.of().parseHex(row[0]));
          DerivedKey key = bip32.derive(seed, KeyPath.parse(row[1]));
          SecretBytes text = key.serialise();
          DerivedKey parsed = bip32.parse(text)) {
        assertThat(new String(text.toByteArray(), US_ASCII)).isEqualTo(row[3]);
        assertThat(key.neutered().serialise()).isEqualTo(row[2]);
        assertThat(parsed.privateKey()).isEqualTo(key.privateKey());
        assertThat(parsed.chainCode()).isEqualTo(key.chainCode());
        assertThat(parsed.serialise()).isEqualTo(text);
        assertThat(bip32.parsePublic(row[2]).publicKey()).isEqualTo(key.publicKey());
        assertThat(key.toString()).doesNotContain("xprv");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void publicChildrenAreThoseOfThePrivateKey(Bip32 bip32) {
    try (DerivedKey root = bip32.master(SecretBytes.wrap(new byte[32]))) {
      DerivedPublicKey neutered = root.neutered();
      for (int index : new int[] {0, 1, 7, Integer.MAX_VALUE}) {
        try (DerivedKey child = root.child(index)) {
          assertThat(neutered.child(index).serialise()).isEqualTo(child.neutered().serialise());
        }
      }
      assertThatThrownBy(() -> neutered.child(KeyPath.HARDENED))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** BIP-32, "Test vector 5". */
  @Test
  void invalidExtendedKeysAreRefusedWithoutQuotingThem() {
    Bip32 bip32 = new Bip32(null);
    for (String invalid :
        new String[] {
          "xpub661MyMwAqRbcEYS8w7XLSVeEsBXy79zSzH1J8vCdxAZningWLdN3zgtU6LBpB85b3D2yc8sfvZU521AAwdZafEz7mnzBBsz4wKY5fTtTQBm",
          "xprv9s21ZrQH143K24Mfq5zL5MhWK9hUhhGbd45hLXo2Pq2oqzMMo63oStZzFGTQQD3dC4H2D5GBj7vWvSQaaBv5cxi9gafk7NF3pnBju6dwKvH",
          "xpub661MyMwAqRbcEYS8w7XLSVeEsBXy79zSzH1J8vCdxAZningWLdN3zgtU6Txnt3siSujt9RCVYsx4qHZGc62TG4McvMGcAUjeuwZdduYEvFn",
          "xprv9s21ZrQH143K24Mfq5zL5MhWK9hUhhGbd45hLXo2Pq2oqzMMo63oStZzFGpWnsj83BHtEy5Zt8CcDr1UiRXuWCmTQLxEK9vbz5gPstX92JQ",
          "xprv9s2SPatNQ9Vc6GTbVMFPFo7jsaZySyzk7L8n2uqKXJen3KUmvQNTuLh3fhZMBoG3G4ZW1N2kZuHEPY53qmbZzCHshoQnNf4GvELZfqTUrcv",
          "xprv9s21ZrQH4r4TsiLvyLXqM9P7k1K3EYhA1kkD6xuquB5i39AU8KF42acDyL3qsDbU9NmZn6MsGSUYZEsuoePmjzsB3eFKSUEh3Gu1N3cqVUN",
          "DMwo58pR1QLEFihHiXPVykYB6fJmsTeHvyTp7hRThAtCX8CvYzgPcn8XnmdfHPmHJiEDXkTiJTVV9rHEBUem2mwVbbNfvT2MTcAqj3nesx8uBf9",
          "xprv9s21ZrQH143K24Mfq5zL5MhWK9hUhhGbd45hLXo2Pq2oqzMMo63oStZzF93Y5wvzdUayhgkkFoicQZcP3y52uPPxFnfoLZB21Teqt1VvEHx",
          "",
          "x",
          "0OIl",
          "1".repeat(128),
          "z".repeat(129),
        }) {
      assertThatThrownBy(
              () -> {
                if (invalid.startsWith("xpub")) {
                  bip32.parsePublic(invalid);
                } else {
                  bip32.parse(SecretBytes.wrap(invalid.getBytes(US_ASCII)));
                }
              })
          .as(invalid)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("9s21");
    }
  }

  @Test
  void aClosedKeyRefusesAndItsChildrenLiveOn() {
    DerivedKey root = new Bip32(null).master(SecretBytes.wrap(new byte[16]));
    try (DerivedKey child = root.child(0)) {
      root.close();
      root.close();
      assertThatThrownBy(() -> root.child(0)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(root::serialise).isInstanceOf(IllegalStateException.class);
      assertThat(child.privateKey().size()).isEqualTo(32);
    }
  }
}
