package io.ghostbridge.transport.dns.internal.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworkPrefixTest {
  @Test
  void whatIsNoPrefixIsNamed() {
    for (String bad :
        List.of("10.0.0.0/33", "ten/8", "10.0.0.0/x", "2001:db8::/129", "1.2.3.4.5")) {
      assertThatThrownBy(() -> NetworkPrefix.list("::1, " + bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + bad + "\"");
    }
  }
}
