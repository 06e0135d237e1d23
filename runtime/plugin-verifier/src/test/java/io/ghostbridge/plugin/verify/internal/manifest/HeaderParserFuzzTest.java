package io.ghostbridge.plugin.verify.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.plugin.verify.HeaderClause;
import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.VerifierLimits;
import java.nio.charset.StandardCharsets;

class HeaderParserFuzzTest {
  @FuzzTest
  void anyTextIsClausesOrRefusedInOneLine(byte[] bytes) {
    String header = new String(bytes, StandardCharsets.UTF_8);
    try {
      for (HeaderClause clause : HeaderParser.parse(header)) {
        assertThat(clause.paths()).isNotEmpty().doesNotContain("");
      }
    } catch (HeaderSyntaxException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest
  void anyManifestIsReadOrRefused(byte[] bytes) {
    try {
      ManifestText text =
          ManifestText.parse(
              bytes, "META-INF/MANIFEST.MF", "Manifest-Version", VerifierLimits.DEFAULT);
      PluginManifest manifest = PluginManifest.of(text.main());
      assertThat(manifest.symbolicName()).isNotEmpty();
    } catch (PackageRefusedException e) {
      assertThat(e.getMessage()).doesNotContain("\n").contains("; ");
    }
  }
}
