package io.ghostbridge.names.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CanonicalNamesTest {
  @Test
  void namesAsPeopleWriteThemBecomeLowerCaseAscii() {
    assertThat(CanonicalNames.of("alice.ghost")).isEqualTo("alice.ghost");
    assertThat(CanonicalNames.of("Alice.GHOST.")).isEqualTo("alice.ghost");
    assertThat(CanonicalNames.of("bücher.ghost")).isEqualTo("xn--bcher-kva.ghost");
    assertThat(CanonicalNames.of("BÜCHER.ghost")).isEqualTo("xn--bcher-kva.ghost");
    assertThat(CanonicalNames.of("faß.ghost")).isEqualTo("xn--fa-hia.ghost");
    assertThat(CanonicalNames.of("日本。ghost")).isEqualTo("xn--wgv71a.ghost");
    assertThat(CanonicalNames.of("xn--bcher-kva.ghost")).isEqualTo("xn--bcher-kva.ghost");
    assertThat(CanonicalNames.of("_sip._tcp.alice.ghost")).isEqualTo("_sip._tcp.alice.ghost");
    assertThat(CanonicalNames.of("*.alice.ghost")).isEqualTo("*.alice.ghost");
  }

  @Test
  void whatIsNoNameIsRefusedWithTheReason() {
    String label = "a".repeat(64);
    for (String bad :
        List.of(
            "",
            ".",
            "a..ghost",
            ".ghost",
            "alice.ghost..",
            "al ice.ghost",
            "alice\u0000.ghost",
            "a*.ghost",
            "www.*.ghost",
            "xn--\u00fc.ghost",
            "xn--a.ghost",
            label + ".ghost",
            "a.".repeat(127) + "a",
            "a".repeat(100_000))) {
      assertThatThrownBy(() -> CanonicalNames.of(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .contains("name")
          .hasSizeLessThan(300);
    }
  }

  @Test
  void wireNamesAndTextAreEachOthersInverse() {
    for (String name : List.of("", "ghost", "alice.ghost", "_sip._tcp.alice.ghost")) {
      assertThat(WireNames.text(WireNames.wire(name))).isEqualTo(name);
    }
    byte[] strange = {3, 'a', '.', (byte) 0xff, 1, 'b', 0};
    assertThat(WireNames.text(strange)).isEqualTo("a\\046\\255.b");
  }
}
