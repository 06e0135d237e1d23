package io.ghostbridge.name.hosts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsFormatTest {
  private static final HostsFormat FORMAT = new HostsFormat(Set.of("home.arpa", "lab"), 300, 100);

  private static NameData read(String text) throws NameFileException {
    return read(text, null, 1000);
  }

  private static NameData read(String text, @Nullable NameData before, long modified)
      throws NameFileException {
    return FORMAT.read(text.getBytes(StandardCharsets.UTF_8), before, modified);
  }

  @Test
  void eachNameOfALineHasItsAddressAndNamesOfOtherZonesArePassedOver() throws Exception {
    NameData data =
        read(
            """
            # The printer's room
            127.0.0.1\tlocalhost
            192.0.2.1  nas.home.arpa NAS2.Home.Arpa.   # two names
            2001:DB8::1 nas.home.arpa
            192.0.2.9 build.ci.lab\r
            fe80::1%lo0 localhost
            """);
    assertThat(data.entry("nas.home.arpa"))
        .isEqualTo(
            new NameEntry(
                "nas.home.arpa",
                "",
                List.of(
                    new NameRecord("A", "192.0.2.1", 0, 300),
                    new NameRecord("AAAA", "2001:db8::1", 0, 300)),
                1000,
                1000));
    assertThat(data.entry("nas2.home.arpa")).isNotNull();
    assertThat(data.entry("localhost")).isNull();
    assertThat(data.names()).isEqualTo(3);
    assertThat(data.hasNamesBelow("ci.lab")).isTrue();
    assertThat(data.hasNamesBelow("lab")).isTrue();
    assertThat(data.hasNamesBelow("build.ci.lab")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.256 a.lab | 1 | '192.0.2.256' is no address",
        "192.0.2 a.lab | 1 | '192.0.2' is no address",
        "192.0.2.01 a.lab | 1 | '192.0.2.01' is no address",
        "2001:db8:::1 a.lab | 1 | '2001:db8:::1' is no address",
        "nas.home.arpa 192.0.2.1 | 1 | 'nas.home.arpa' is no address",
        "192.0.2.1 | 1 | has no name after '192.0.2.1'",
        "192.0.2.1 a..lab | 1 | has a label of 0 characters",
        "192.0.2.1 bücher.lab | 1 | expected letters, digits, '-' and '_'",
        "192.0.2.1 *.lab | 1 | has the character '*'",
        "fe80::1%eth0 a.lab | 1 | has a scope, which DNS cannot tell",
      })
  void aLineThatIsWrongRefusesTheFile(String line, int number, String reason) {
    assertThatThrownBy(() -> read("192.0.2.7 good.lab\n".repeat(number - 1) + line))
        .asInstanceOf(type(NameFileException.class))
        .satisfies(
            refusal -> {
              assertThat(refusal.line()).isEqualTo(number);
              assertThat(refusal.reason()).contains(reason);
            });
  }

  @Test
  void theLineIsCountedFromTheFilesBeginning() {
    assertThatThrownBy(() -> read("# one\n\n192.0.2.1 a.lab\nnonsense here\n"))
        .asInstanceOf(type(NameFileException.class))
        .extracting(NameFileException::line)
        .isEqualTo(4);
  }

  @Test
  void moreNamesThanAllowedAreRefused() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= 100; i++) {
      text.append("192.0.2.1 n").append(i).append(".lab\n");
    }
    assertThatThrownBy(() -> read(text.toString()))
        .hasMessageContaining("more than 100 names")
        .hasMessageContaining("maximumNames");
  }

  @Test
  void moreAddressesOfANameThanAllowedAreRefused() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= 256; i++) {
      text.append("10.0.").append(i / 256).append('.').append(i % 256).append(" n.lab\n");
    }
    assertThatThrownBy(() -> read(text.toString())).hasMessageContaining("more than 256 records");
  }

  @Test
  void anEndlessLineIsRefused() {
    assertThatThrownBy(() -> read("192.0.2.1 " + "a ".repeat(HostsFormat.MAXIMUM_LINE)))
        .hasMessageContaining("at most 16384 are read");
  }

  @Test
  void anUnchangedNameKeepsItsEntryAndTheSerialGrowsEvenIfTimeDoesNot() throws Exception {
    NameData first = read("192.0.2.1 a.lab\n192.0.2.2 b.lab\n");
    NameData second = read("192.0.2.1 a.lab\n192.0.2.3 c.lab\n", first, 999);
    assertThat(second.entry("a.lab")).isSameAs(first.entry("a.lab"));
    assertThat(second.apex("lab")).extracting(apex -> apex.serial()).isEqualTo(1001L);
    assertThat(second.changesSince(first))
        .containsExactlyInAnyOrder("home.arpa", "lab", "b.lab", "c.lab");
  }
}
