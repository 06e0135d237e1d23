package io.ghostbridge.crypto.bip39.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.crypto.InvalidMnemonicException;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.pbkdf2.internal.Pbkdf2HmacSha512;
import io.ghostbridge.it.vectors.Mutations;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class Bip39Test {
  private static final HexFormat HEX = HexFormat.of();

  /** BIP-39's reference vectors, passphrase TREZOR: entropy, mnemonic, seed. */
  private static final String[][] REFERENCE = {
    {
      "00000000000000000000000000000000",
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
      "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf1"
          + "41630c7a3c4ab7c81b2f001698e7463b04"
    },
    {
      "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f",
      "legal winner thank year wave sausage worth useful legal winner thank yellow",
      "2e8905819b8723fe2c1d161860e5ee1830318dbf49a83bd451cfb8440c28bd6fa457fe1296106559a3c80937a1c1069"
          + "be3a3a5bd381ee6260e8d9739fce1f607"
    },
    {
      "80808080808080808080808080808080",
      "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
      "d71de856f81a8acc65e6fc851a38d4d7ec216fd0796d0a6827a3ad6ed5511a30fa280f12eb2e47ed2ac03b5c462a035"
          + "8d18d69fe4f985ec81778c1b370b652a8"
    },
    {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"
          + " abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"
          + " art",
      "bda85446c68413707090a52022edd26a1c9462295029f2e60cd7c4f2bbd3097170af7a4d73245cafa9c3cca8d561a7c"
          + "3de6f5d4a10be8ed2a5e608d68f92fcc8"
    },
  };

  private final Bip39 bip39 = new Bip39(new Pbkdf2HmacSha512());

  @Test
  void theReferenceVectorsAreReproduced() throws InvalidMnemonicException {
    for (String[] row : REFERENCE) {
      try (SecretBytes entropy = SecretBytes.wrap(HEX.parseHex(row[0]));
          SecretBytes mnemonic = bip39.encode(entropy);
          SecretBytes seed = bip39.toSeed(mnemonic, secret("TREZOR"))) {
        assertThat(new String(mnemonic.toByteArray(), UTF_8)).isEqualTo(row[1]);
        assertThat(HEX.formatHex(seed.toByteArray())).isEqualTo(row[2]);
        assertThat(bip39.decode(mnemonic)).isEqualTo(entropy);
      }
    }
  }

  @Test
  void everyLengthSurvivesARoundTrip() throws InvalidMnemonicException {
    Random random = new Random(23);
    for (int i = 0; i < 500; i++) {
      byte[] entropy = new byte[16 + 4 * random.nextInt(5)];
      random.nextBytes(entropy);
      try (SecretBytes secret = SecretBytes.copyOf(entropy);
          SecretBytes mnemonic = bip39.encode(secret)) {
        assertThat(bip39.decode(mnemonic)).isEqualTo(secret);
      }
    }
  }

  @Test
  void aPassphraseIsBroughtIntoNormalForm() throws InvalidMnemonicException {
    SecretBytes mnemonic = secret(REFERENCE[0][1]);
    assertThat(bip39.toSeed(mnemonic, secret("\u00e9")))
        .isEqualTo(bip39.toSeed(mnemonic, secret("e\u0301")))
        .isNotEqualTo(bip39.toSeed(mnemonic, secret("e")));
  }

  @Test
  void whatIsWrongIsSaidWithoutAWord() {
    String valid = REFERENCE[1][1];
    refuses(valid.replace("yellow", "year"), "checksum");
    refuses(valid.replace("winner", "loser"), "word 2 of the mnemonic");
    refuses(valid.replace(" yellow", ""), "11 words");
    refuses(valid.replace(' ', '\n'), "1 words");
    refuses(valid + " ", "13 words");
    refuses("", "1 words");
    refuses("x".repeat(2000), "2000 bytes");
    assertThatThrownBy(() -> bip39.encode(SecretBytes.wrap(new byte[17])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void refuses(String mnemonic, String reason) {
    assertThatThrownBy(() -> bip39.decode(secret(mnemonic)))
        .isInstanceOf(InvalidMnemonicException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContainingAny("legal", "winner", "loser", "yellow");
    assertThatThrownBy(() -> bip39.toSeed(secret(mnemonic), secret("")))
        .isInstanceOf(InvalidMnemonicException.class);
  }

  static Stream<byte[]> mnemonics() {
    return Mutations.of(
        300, Arrays.stream(REFERENCE).map(row -> row[1].getBytes(UTF_8)).toArray(byte[][]::new));
  }

  @FuzzTest
  @MethodSource("mnemonics")
  void anyBytesAreAMnemonicThatSurvivesARoundTripOrRefused(byte[] text) {
    try (SecretBytes mnemonic = SecretBytes.copyOf(text);
        SecretBytes entropy = bip39.decode(mnemonic);
        SecretBytes again = bip39.encode(entropy)) {
      assertThat(bip39.decode(again)).isEqualTo(entropy);
    } catch (InvalidMnemonicException e) {
      assertThat(e).hasMessageContaining("mnemonic");
    }
  }

  private static SecretBytes secret(String text) {
    return SecretBytes.wrap(text.getBytes(UTF_8));
  }
}
