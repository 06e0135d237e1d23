package io.ghostbridge.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.cli.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          A 192.0.2.1                          | A     | 192.0.2.1                  | 0
          aaaa 2001:DB8::1                     | AAAA  | 2001:db8:0:0:0:0:0:1       | 0
          MX 10 mail.alice.ghost.              | MX    | mail.alice.ghost.          | 10
          SRV 1 2 443 www.alice.ghost.         | SRV   | 2 443 www.alice.ghost.     | 1
          HTTPS 1 . alpn=h2                    | HTTPS | . alpn=h2                  | 1
          TXT "two words"                      | TXT   | "two words"                | 0
          CNAME alice.ghost.                   | CNAME | alice.ghost.               | 0
          CAA 0 issue "ca.example"             | CAA   | 0 issue "ca.example"       | 0
          """)
  void aRecordIsReadAsInAZoneFile(String text, String type, String value, int priority) {
    var record = Records.parse(text, 60);
    assertThat(record.getType()).isEqualTo(type);
    assertThat(record.getValue()).isEqualTo(value);
    assertThat(record.getPriority()).isEqualTo(priority);
    assertThat(record.getTtl()).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "192.0.2.1", "A 192.0.2.256", "NOPE x", "MX mail.alice.ghost."})
  void whatIsNoRecordIsRefusedWithWhatWasGiven(String text) {
    assertThatThrownBy(() -> Records.parse(text, 60))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void aTtlBeyondRfc2181IsRefused() {
    assertThatThrownBy(() -> Records.parse("A 192.0.2.1", 1L << 31))
        .isInstanceOf(CommandException.class);
  }
}
