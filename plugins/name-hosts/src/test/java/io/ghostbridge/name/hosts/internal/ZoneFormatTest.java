package io.ghostbridge.name.hosts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.assertj.core.groups.Tuple.tuple;

import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.ZoneApex;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneFormatTest {
  private static final String HEAD =
      """
      $TTL 600
      @ IN SOA ns1 hostmaster.example.net. 7 3600 600 86400 120
      @ IN NS ns2.example.net.
      """;

  private static NameData read(String text) throws NameFileException {
    return new ZoneFormat("office.example", 100)
        .read(text.getBytes(StandardCharsets.UTF_8), null, 1000);
  }

  @Test
  void recordsAreToldAsTheInterfaceSays() throws Exception {
    NameData data =
        read(
            HEAD
                + """
                  WWW A 192.0.2.1
                      AAAA 2001:db8::1
                  @ MX 10 mail
                  _imap._tcp 60 SRV 5 1 143 mail
                  txt TXT "one two" "three"
                  *.apps CNAME www
                  """);
    assertThat(Objects.requireNonNull(data.entry("www.office.example")).records())
        .extracting(NameRecord::type, NameRecord::ttl)
        .containsExactly(tuple("A", 600), tuple("AAAA", 600));
    assertThat(Objects.requireNonNull(data.entry("office.example")).records())
        .contains(new NameRecord("MX", "mail.office.example.", 10, 600));
    assertThat(Objects.requireNonNull(data.entry("_imap._tcp.office.example")).records())
        .containsExactly(new NameRecord("SRV", "1 143 mail.office.example.", 5, 60));
    assertThat(Objects.requireNonNull(data.entry("*.apps.office.example")).records())
        .containsExactly(new NameRecord("CNAME", "www.office.example.", 0, 600));
    assertThat(data.hasNamesBelow("apps.office.example")).isTrue();
    assertThat(data.apex("office.example"))
        .isEqualTo(
            new ZoneApex(
                List.of("ns1.office.example.", "ns2.example.net."),
                "hostmaster.example.net.",
                7,
                3600,
                600,
                86400,
                120,
                600));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "www A 192.0.2.256 | 4 | 192.0.2.256",
        "www A | 4 | expected",
        "www NOTYPE x | 4 | ",
        "$INCLUDE other.zone | 4 | ",
        "www TXT \"unclosed | 4 | ",
        "a.example. A 192.0.2.1 | 0 | 'a.example.' is not in office.example",
        "@ SOA ns1 h 8 1 1 1 1 | 0 | a second SOA record",
        "www DNAME other | 0 | a record of type DNAME",
        "www CH TXT a | 0 | class CH",
        "@ CNAME www | 0 | an alias has nothing else",
      })
  void aRecordThatIsWrongRefusesTheFile(String record, int line, String reason) {
    assertThatThrownBy(() -> read(HEAD + record + "\n"))
        .asInstanceOf(type(NameFileException.class))
        .satisfies(
            refusal -> {
              assertThat(refusal.line()).isEqualTo(line);
              assertThat(refusal.reason()).contains(Objects.requireNonNullElse(reason, ""));
            });
  }

  @Test
  void aFileWithoutTheZonesOwnRecordIsRefused() {
    assertThatThrownBy(() -> read("www 60 A 192.0.2.1\n"))
        .hasMessageContaining("no SOA record of office.example");
  }

  @Test
  void generatedNamesAreCountedAsWrittenOnes() {
    assertThatThrownBy(() -> read(HEAD + "$GENERATE 1-100000 host$ A 192.0.2.1\n"))
        .hasMessageContaining("more than 100 names");
  }
}
