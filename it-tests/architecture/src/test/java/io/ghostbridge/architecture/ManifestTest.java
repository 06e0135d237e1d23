package io.ghostbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestTest {
  static List<Path> bundles() {
    return Project.modules("bundles");
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void aBundlesManifestKeepsTheRules(Path module) throws Exception {
    assertThat(ManifestRules.violations(BundleJar.read(Project.jar(module)))).isEmpty();
  }

  @Test
  void aManifestThatBreaksTheRulesIsFoundOut() {
    BundleJar broken =
        new BundleJar(
            "broken.jar",
            Map.of(
                "Bundle-SymbolicName", "io.ghostbridge.broken",
                "Export-Package", "io.ghostbridge.broken.internal;version=\"1,0\";uses:=\"a,b\"",
                "DynamicImport-Package", "*",
                "Import-Package", "io.ghostbridge.rpc,io.ghostbridge.ledger.internal"),
            List.of("io.ghostbridge.other"),
            Map.of());
    assertThat(ManifestRules.violations(broken))
        .containsExactlyInAnyOrder(
            "io.ghostbridge.broken is a leaf and exports [io.ghostbridge.broken.internal]",
            "io.ghostbridge.broken exports io.ghostbridge.broken.internal",
            "io.ghostbridge.broken imports dynamically: [*]",
            "io.ghostbridge.broken imports io.ghostbridge.rpc",
            "io.ghostbridge.broken imports io.ghostbridge.ledger.internal",
            "io.ghostbridge.broken has no component: nothing starts it",
            "io.ghostbridge.broken is configured by io.ghostbridge.other, expected its symbolic"
                + " name",
            "io.ghostbridge.broken has no Metatype for io.ghostbridge.other: its values cannot be"
                + " checked");
  }
}
