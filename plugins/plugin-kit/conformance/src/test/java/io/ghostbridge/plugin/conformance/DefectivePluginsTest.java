package io.ghostbridge.plugin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.ghostbridge.plugin.conformance.defective.Defect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.osgi.framework.ServiceReference;

/** The kit finds each defect and names the rule; the same plugin without a defect passes all. */
class DefectivePluginsTest {
  private static final String JAR = "conformance.test.jar";
  private static final String LIMIT = "ghost.conformance.limit.seconds";

  @TempDir static Path directory = Path.of("");

  @BeforeAll
  static void hurry() {
    System.setProperty(LIMIT, "3");
  }

  @AfterAll
  static void takeTime() {
    System.clearProperty(LIMIT);
  }

  /** What an author of such a source would write. */
  static final class SourceCase extends NameSourceConformance {
    @Override
    protected Path jar() {
      return Path.of(System.getProperty(JAR));
    }

    @Override
    protected Set<String> names() {
      return Set.of("a.sample.test", "b.deep.sample.test");
    }

    @Override
    protected boolean change() throws Exception {
      ServiceReference<?>[] changers =
          container().context().getAllServiceReferences(Runnable.class.getName(), null);
      ((Runnable) container().context().getService(changers[0])).run();
      return true;
    }
  }

  /** What an author of such a scheme would write. */
  static final class SchemeCase extends SignatureSchemeConformance {
    @Override
    protected Path jar() {
      return Path.of(System.getProperty(JAR));
    }
  }

  private static List<Throwable> failures(Defect defect, DiscoverySelector... selectors)
      throws Exception {
    System.setProperty(JAR, DefectiveJar.pack(defect, directory).toString());
    System.clearProperty("conformance.defective.started");
    var failures = new ArrayList<Throwable>();
    var events = EngineTestKit.engine("junit-jupiter").selectors(selectors).execute().allEvents();
    assertThat(events.started().count()).as("started tests").isGreaterThan(2);
    for (Event event : events.failed().list()) {
      event
          .getPayload(TestExecutionResult.class)
          .flatMap(TestExecutionResult::getThrowable)
          .ifPresent(failures::add);
    }
    return failures;
  }

  @Test
  void thePluginWithoutADefectPasses() throws Exception {
    assertThat(failures(Defect.NONE, selectClass(SourceCase.class), selectClass(SchemeCase.class)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void eachDefectIsFoundAndTheBrokenRuleNamed(Defect defect) throws Exception {
    Class<?> author = defect.isOfScheme() ? SchemeCase.class : SourceCase.class;
    List<Throwable> failures = failures(defect, selectMethod(author, defect.test()));
    assertThat(failures).as("failures of %s", defect.test()).hasSize(1);
    Throwable failure = failures.getFirst();
    assertThat(failure).isInstanceOf(RuleBrokenError.class);
    assertThat(Objects.requireNonNull(failure.getMessage()))
        .startsWith("broken rule " + defect.rule() + " (")
        .contains(Rule.valueOf(defect.rule()).sentence());
  }
}
