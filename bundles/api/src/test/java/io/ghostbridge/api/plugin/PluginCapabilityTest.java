package io.ghostbridge.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginCapabilityTest {
  @Test
  void clausesAreReadWithTheirAttributesInAnyOrder() {
    assertThat(
            PluginCapability.parse(
                "network;port=\"443\";host=\"*.example.org\", files;path=/etc/hosts;access=read,key"))
        .extracting(PluginCapability::toString)
        .containsExactly(
            "network;host=\"*.example.org\";port=\"443\"",
            "files;access=\"read\";path=\"/etc/hosts\"",
            "key");
  }

  @Test
  void whatIsPrintedIsReadBack() {
    PluginCapability odd = PluginCapability.parse("files;path=\"/a \\\"b\\\\ , ; = c\"").getFirst();
    assertThat(odd.attribute("path")).isEqualTo("/a \"b\\ , ; = c");
    assertThat(PluginCapability.parse(odd.toString())).containsExactly(odd);
  }

  @Test
  void aClauseThatIsGivenTwiceCountsOnce() {
    assertThat(PluginCapability.parse("key;role=node,key;role=\"node\"")).hasSize(1);
  }

  @Test
  void anEmptyHeaderAsksForNothing() {
    assertThat(PluginCapability.parse("  ")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",",
        "a,",
        "a;",
        "a;b",
        "a;b=\"c",
        "a;b=c;b=d",
        "a b",
        "a;b=\"c\"d",
        "ä",
        "a;b=\"\u0007\""
      })
  void whatIsNoListOfClausesIsRefused(String header) {
    assertThatThrownBy(() -> PluginCapability.parse(header))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHeaderBeyondTheBoundsIsRefused() {
    assertThatThrownBy(
            () -> PluginCapability.parse("a".repeat(PluginCapability.MAX_HEADER_LENGTH + 1)))
        .hasMessageContaining("at most");
    assertThatThrownBy(
            () -> PluginCapability.parse("a,".repeat(PluginCapability.MAX_CLAUSES) + "a"))
        .hasMessageContaining("more than");
  }
}
