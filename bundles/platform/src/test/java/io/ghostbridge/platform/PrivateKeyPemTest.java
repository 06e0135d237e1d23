package io.ghostbridge.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrivateKeyPemTest {
  @ParameterizedTest
  @EnumSource(PrivateKeyPem.class)
  void aFileThatIsNoKeyIsRefusedWithoutQuotingIt(PrivateKeyPem form) {
    String pem = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";
    assertThatThrownBy(() -> form.decode(pem.getBytes(US_ASCII)))
        .isInstanceOf(KeyFormatException.class)
        .hasMessageStartingWith("it holds no private key of ")
        .hasMessageNotContaining("c2VjcmV0");
  }

  @ParameterizedTest
  @EnumSource(PrivateKeyPem.class)
  void textAroundTheBlockAndCarriageReturnsAreNoMatter(PrivateKeyPem form) throws Exception {
    byte[] key = new byte[PrivateKeyPem.KEY_BYTES];
    key[0] = 7;
    String pem = new String(form.encode(key), US_ASCII);
    assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
    assertThat(form.decode(("Key of mine\n" + pem.replace("\n", "\r\n")).getBytes(US_ASCII)))
        .isEqualTo(key);
  }

  @ParameterizedTest
  @EnumSource(PrivateKeyPem.class)
  void theKeyOfAnotherAlgorithmIsRefused(PrivateKeyPem form) {
    for (PrivateKeyPem other : PrivateKeyPem.values()) {
      if (other != form) {
        byte[] pem = other.encode(new byte[PrivateKeyPem.KEY_BYTES]);
        assertThatThrownBy(() -> form.decode(pem)).isInstanceOf(KeyFormatException.class);
      }
    }
  }
}
