package io.ghostbridge.plugin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleDocumentationTest {
  @Test
  void everyRuleIsDocumentedInItsWords() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("../../../docs/plugin/conformance.md"));
    assertThat(
            lines.stream().filter(line -> line.startsWith("| `") && line.matches(".*`[A-Z_]+`.*")))
        .containsExactlyElementsOf(
            Arrays.stream(Rule.values())
                .map(rule -> "| `" + rule.name() + "` | " + rule.sentence() + " |")
                .toList());
  }
}
