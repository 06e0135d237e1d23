package io.ghostbridge.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.internal.Bech32;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest(name = "EIP-55 example {0} keeps its case")
  @ValueSource(
      strings = {
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
      })
  void checksummedFormMatchesTheStandardsExamples(String text) {
    assertThat(Address.parse(text).toString()).isEqualTo(text);
    assertThat(Address.parse(text.toLowerCase(Locale.ROOT)).toString()).isEqualTo(text);
  }

  @Test
  void wrongChecksumOfMixedCaseIsRefused() {
    assertThatThrownBy(() -> Address.parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void bothFormsNameTheSameAccount() {
    Address address = Address.parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    assertThat(address.toBech32()).startsWith("ghost1");
    assertThat(Address.parse(address.toBech32())).isEqualTo(address);
    assertThat(Address.parse(address.toBech32().toUpperCase(Locale.ROOT))).isEqualTo(address);
  }

  @Test
  void everySingleCharacterErrorInBech32IsFound() {
    String text = Address.parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed").toBech32();
    for (int i = "ghost1".length(); i < text.length(); i++) {
      char other = text.charAt(i) == 'q' ? 'p' : 'q';
      String damaged = text.substring(0, i) + other + text.substring(i + 1);
      assertThatThrownBy(() -> Address.parse(damaged))
          .as(damaged)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void bech32AgreesWithTheSegwitProgramOfBip173() {
    // BIP-173's example P2WPKH address carries witness version 0 before the program; its program's
    // groups, re-encoded under another prefix, must decode to the same 20 bytes.
    byte[] program = Bytes.fromHex("751e76e8199196d454941c45d1b3a323f1433bd6").toByteArray();
    String encoded = Bech32.encode("bc", program);
    assertThat(encoded).startsWith("bc1w508d6qejxtdg4y5r3zarvary0c5xw7k");
    assertThat(Bech32.decode("bc", 20, encoded)).isEqualTo(program);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "0x12",
        "alice",
        "ghost1",
        "ghost1qqqq",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg",
        "cosmos1hsk6jryyqjfhp5dhc55tc9jtckygx0eph6dd02"
      })
  void anythingElseIsRefusedWithASentence(String text) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotEmpty();
  }
}
