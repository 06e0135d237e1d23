package io.ghostbridge.transport.dns.internal.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ForwarderSettingsTest {
  @Test
  void addressesAreReadWithAndWithoutPort() {
    assertThat(ForwarderSettings.upstreams(" ")).isEmpty();
    assertThat(
            ForwarderSettings.upstreams(
                "192.0.2.1, 192.0.2.2:5353,[2001:db8::1]:54, 2001:db8::2,[::1]"))
        .extracting(each -> each.getAddress().getHostAddress() + " " + each.getPort())
        .containsExactly(
            "192.0.2.1 53",
            "192.0.2.2 5353",
            "2001:db8:0:0:0:0:0:1 54",
            "2001:db8:0:0:0:0:0:2 53",
            "0:0:0:0:0:0:0:1 53");
    for (String bad :
        List.of(
            "ns.example",
            "192.0.2.1:0",
            "192.0.2.1:65536",
            "[::1]x",
            "[::1",
            ":53",
            "192.0.2.1:x",
            "192.0.2.1:53:53")) {
      assertThatThrownBy(() -> ForwarderSettings.upstreams("192.0.2.9, " + bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + bad + "\"");
    }
  }
}
