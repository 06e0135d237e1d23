package io.ghostbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
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
          .importPaths(ownModules().map(module -> module.resolve("target/classes")).toList());

  private static final JavaClasses BROKEN =
      new ClassFileImporter()
          .importPackages(
              "io.ghostbridge.broken",
              "io.ghostbridge.transport.broken",
              "io.ghostbridge.api.broken");

  /** Without those of grpc-java and Micrometer, whose classes are not ours to rule. */
  private static Stream<Path> ownModules() {
    return Project.modules("bundles").stream()
        .filter(module -> !module.endsWith("grpc") && !module.endsWith("micrometer"));
  }

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

  /** Libraries whose classes a bundle has inside of it. */
  private static final List<String> EMBEDDED = List.of("run.endive.", "org.objectweb.asm.");

  private static boolean isEmbedded(JavaClass type) {
    return EMBEDDED.stream().anyMatch(type.getName()::startsWith);
  }

  @Test
  void everyClassOfABundleIsInTheBundlesOwnPackages() {
    assertThat(ownModules())
        .allSatisfy(
            module -> {
              // A client's jar is inside of its bundle, whose packages it has.
              String name = module.getFileName().toString().replaceFirst("-client$", "");
              String root = "io.ghostbridge." + name.replace('-', '.');
              JavaClasses classes =
                  new ClassFileImporter().importPath(module.resolve("target/classes"));
              assertThat(classes).as("classes of " + module).isNotEmpty();
              assertThat(classes)
                  .filteredOn(type -> !isEmbedded(type))
                  .allSatisfy(
                      type -> assertThat(type.getPackageName() + ".").startsWith(root + "."));
            });
  }
}
