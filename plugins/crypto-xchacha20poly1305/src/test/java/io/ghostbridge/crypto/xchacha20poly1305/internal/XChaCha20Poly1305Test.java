package io.ghostbridge.crypto.xchacha20poly1305.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.crypto.chacha20poly1305.internal.ChaCha20Poly1305;
import io.ghostbridge.it.vectors.AeadContract;
import io.ghostbridge.it.vectors.Dudect;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class XChaCha20Poly1305Test {
  private final XChaCha20Poly1305 aead = new XChaCha20Poly1305(new ChaCha20Poly1305(null));

  /** draft-irtf-cfrg-xchacha-03, section 2.2.1. */
  @Test
  void theDraftsSubkeyIsReproduced() {
    HexFormat hex = HexFormat.of();
    assertThat(
            hex.formatHex(
                HChaCha20.subkey(
                    hex.parseHex(
                        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
                    hex.parseHex("000000090000004a0000000031415927"))))
        .isEqualTo("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc");
  }

  @Test
  void everyWycheproofVerdictIsOurs() throws Exception {
    AeadContract.wycheproof(aead, "xchacha20_poly1305_test.json");
    AeadContract.wycheproof(
        new XChaCha20Poly1305(new ChaCha20Poly1305(new BoringSsl())),
        "xchacha20_poly1305_test.json");
  }

  @Test
  void everyFlippedBitIsRefusedAndNothingIsReturned() throws Exception {
    AeadContract.everyFlippedBitIsRefused(aead);
  }

  @Test
  void lengthsNoncesAndKeysAreChecked() throws Exception {
    AeadContract.lengthsAndKeysAreChecked(aead);
  }

  @Test
  void manyThreadsUseOneKey() throws Exception {
    AeadContract.manyThreadsUseOneKey(aead);
  }

  @Test
  void aClosedKeyRefusesAndPrintsNothing() {
    AeadContract.aClosedKeyRefuses(aead);
  }

  /** A key of zeros against random ones. */
  @Test
  @Tag("full")
  void theSubkeyTakesEvenTime() {
    Random random = new Random(31);
    byte[] nonce = new byte[24];
    double t =
        Dudect.t(
            100_000,
            8,
            kind -> {
              byte[] key = new byte[HChaCha20.KEY_LENGTH];
              if (kind == 1) {
                random.nextBytes(key);
              }
              return key;
            },
            key -> HChaCha20.subkey(key, nonce)[0]);
    assertThat(t).isLessThan(Dudect.LEAK);
  }
}
