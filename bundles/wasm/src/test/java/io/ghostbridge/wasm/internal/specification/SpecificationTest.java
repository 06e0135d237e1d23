package io.ghostbridge.wasm.internal.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The specification's own test suite, through the reader, the meter and Endive as contracts go,
 * with floats, start functions and foreign imports allowed for once. Modules with what is off are
 * counted as skipped.
 */
@Tag("full")
class SpecificationTest {
  private static final Path SCRIPTS = Path.of("target/specification");
  private static final long FETCH_MINUTES = 5;

  @ParameterizedTest
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  @CsvSource({"wasm-v1, false", "wasm-v1, true", "wasm-v2, false", "wasm-v2, true"})
  void everyAssertionHolds(String version, boolean compiled) throws Exception {
    assumeTrue(fetch(), "the suite cannot be fetched here; src/test/specification/fetch says why");
    Tally tally = new Tally();
    List<Path> scripts = new ArrayList<>();
    try (Stream<Path> found = Files.walk(SCRIPTS.resolve(version))) {
      found.filter(file -> file.toString().endsWith(".json")).sorted().forEach(scripts::add);
    }
    assertThat(scripts).hasSizeGreaterThan(60);
    for (Path script : scripts) {
      new Script(script, compiled, tally).run();
    }
    System.out.println(
        "WebAssembly specification "
            + version
            + (compiled ? " compiled: " : " interpreted: ")
            + tally.summary());
    assertThat(tally.failures()).isEmpty();
    assertThat(tally.passed()).isGreaterThan(15_000);
  }

  private static boolean fetch() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("src/test/specification/fetch", SCRIPTS.toString()).inheritIO().start();
    return process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
  }
}
