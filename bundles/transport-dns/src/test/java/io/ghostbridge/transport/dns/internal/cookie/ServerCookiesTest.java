package io.ghostbridge.transport.dns.internal.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 9018, appendix A, and what follows from its section 4. */
final class ServerCookiesTest {
  private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";
  private static final String ROLLED = "445536bcd2513298075a5d379663c962";
  private static final InetAddress CLIENT = InetAddress.ofLiteral("198.51.100.100");
  private static final String FIRST = "2464c4abcf10c957010000005cf79f111f8130c3eee29480";
  private static final long MADE = 1_559_731_985;

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static ServerCookies with(String... secrets) {
    return new ServerCookies(Arrays.stream(secrets).map(ServerCookiesTest::hex).toList());
  }

  @ParameterizedTest
  @CsvSource({
    SECRET + ",198.51.100.100,2464c4abcf10c957,1559731985,010000005cf79f111f8130c3eee29480",
    SECRET + ",198.51.100.100,2464c4abcf10c957,1559734385,010000005cf7a871d4a564a1442aca77",
    SECRET + ",203.0.113.203,fc93fc62807ddb86,1559734700,010000005cf7a9acf73a7810aca2381e",
    ROLLED
        + ",2001:db8:220:1:59de:d0f4:8769:82b8,22681ab97d52c298,1559741961,"
        + "010000005cf7c609a6bb79d16625507a"
  })
  void cookiesAreMadeAsEveryOtherServerMakesThem(
      String secret, String client, String cookie, long now, String expected) {
    CheckedCookie checked = with(secret).check(hex(cookie), InetAddress.ofLiteral(client), now);
    assertThat(checked.valid()).isFalse();
    assertThat(checked.reply()).isEqualTo(hex(cookie + expected));
  }

  @Test
  void aFreshCookieIsValidAndGivenBackAsItIs() {
    CheckedCookie checked = with(SECRET).check(hex(FIRST), CLIENT, MADE + 1800);
    assertThat(checked.valid()).isTrue();
    assertThat(checked.reply()).isEqualTo(hex(FIRST));
  }

  @Test
  void anOlderCookieIsValidAndRenewed() {
    CheckedCookie checked = with(SECRET).check(hex(FIRST), CLIENT, MADE + 2400);
    assertThat(checked.valid()).isTrue();
    assertThat(checked.reply()).isEqualTo(hex("2464c4abcf10c957010000005cf7a871d4a564a1442aca77"));
  }

  @Test
  void aCookieIsValidForAnHourAndFiveMinutesBeforeItsTime() {
    for (long age : new long[] {3600, -300}) {
      assertThat(with(SECRET).check(hex(FIRST), CLIENT, MADE + age).valid()).isTrue();
    }
    for (long age : new long[] {3601, -301, 1L << 31}) {
      assertThat(with(SECRET).check(hex(FIRST), CLIENT, MADE + age).valid()).isFalse();
    }
  }

  @Test
  void aCookieMadeWithTheFormerSecretIsValidAndMadeAnew() {
    CheckedCookie checked = with(ROLLED, SECRET).check(hex(FIRST), CLIENT, MADE);
    assertThat(checked.valid()).isTrue();
    assertThat(checked.reply()).isNotEqualTo(hex(FIRST));
    assertThat(with(ROLLED).check(checked.reply(), CLIENT, MADE).valid()).isTrue();
  }

  @Test
  void aCookieWithReservedBytesOfAnotherServerIsValidInItsTime() {
    byte[] cookie = hex("fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5");
    InetAddress client = InetAddress.ofLiteral("203.0.113.203");
    assertThat(with(SECRET).check(cookie, client, 0x5cf78f71L).valid()).isTrue();
  }

  @Test
  void everyBitOfACookieCounts() {
    for (int bit = 0; bit < hex(FIRST).length * 8; bit++) {
      byte[] changed = hex(FIRST);
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(with(SECRET).check(changed, CLIENT, MADE).valid()).as("bit %s", bit).isFalse();
    }
    InetAddress other = InetAddress.ofLiteral("198.51.100.101");
    assertThat(with(SECRET).check(hex(FIRST), other, MADE).valid()).isFalse();
  }

  @Test
  void cookiesOfOtherLengthsAreNeverValid() {
    for (int length : new int[] {8, 16, 23, 25, 40}) {
      byte[] cookie = Arrays.copyOf(hex(FIRST), length);
      assertThat(with(SECRET).check(cookie, CLIENT, MADE).valid()).as("%s bytes", length).isFalse();
    }
  }

  @Test
  void aFileOfSecretsIsReadWhole(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("secrets");
    Files.writeString(file, "# for ns1 to ns3\n" + ROLLED + "\n\n" + SECRET + "\n");
    List<byte[]> secrets = CookieSecrets.read(file);
    assertThat(secrets).hasSize(2);
    assertThat(secrets.getFirst()).isEqualTo(hex(ROLLED));
  }

  @Test
  void aFileOfSecretsThatIsNoGoodIsRefusedWithoutBeingQuoted(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("secrets");
    assertThatThrownBy(() -> CookieSecrets.read(file)).hasMessageContaining("cannot be read");
    Files.writeString(file, "# nothing\n");
    assertThatThrownBy(() -> CookieSecrets.read(file)).hasMessageContaining("has 0 secrets");
    Files.writeString(file, SECRET + "\n" + SECRET.substring(1) + "\n");
    assertThatThrownBy(() -> CookieSecrets.read(file))
        .hasMessageContaining("line 2")
        .hasMessageContaining("32 hexadecimal digits")
        .hasMessageNotContaining(SECRET.substring(1));
  }
}
