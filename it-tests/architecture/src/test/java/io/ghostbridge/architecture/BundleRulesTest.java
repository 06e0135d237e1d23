package io.ghostbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleRulesTest {
  private static final JavaClasses BUNDLES =
      new ClassFileImporter()
          .importPaths(
              Project.modules("bundles").stream()
                  // grpc-java's classes are not ours to rule.
                  .filter(module -> !module.endsWith("grpc"))
                  .map(module -> module.resolve("target/classes"))
                  .toList());

  private static final JavaClasses BROKEN =
      new ClassFileImporter()
          .importPackages(
              "io.ghostbridge.broken",
              "io.ghostbridge.transport.broken",
              "io.ghostbridge.api.broken");

  static List<ArchRule> rules() {
    return BundleRules.ALL;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyBundleKeepsTheRule(ArchRule rule) {
    rule.check(BUNDLES);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aBundleThatBreaksTheRuleIsFound(ArchRule rule) {
    assertThat(rule.evaluate(BROKEN).hasViolation()).as(rule.getDescription()).isTrue();
  }

  @Test
  void everyClassOfABundleIsInTheBundlesOwnPackages() {
    Stream<Path> modules =
        Project.modules("bundles").stream().filter(module -> !module.endsWith("grpc"));
    assertThat(modules)
        .allSatisfy(
            module -> {
              String root = "io.ghostbridge." + module.getFileName().toString().replace('-', '.');
              JavaClasses classes =
                  new ClassFileImporter().importPath(module.resolve("target/classes"));
              assertThat(classes).as("classes of " + module).isNotEmpty();
              assertThat(classes)
                  .allSatisfy(
                      type -> assertThat(type.getPackageName() + ".").startsWith(root + "."));
            });
  }
}
