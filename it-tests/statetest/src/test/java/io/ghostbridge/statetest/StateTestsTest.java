package io.ghostbridge.statetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTestsTest {
  private static final Path VECTORS = Path.of("../../../shared/vectors/ethereum-state-tests");

  private record Printed(int exit, String text) {}

  private static Printed run(String... arguments) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      int exit = StateTest.run(List.of(arguments), out, out);
      return new Printed(exit, bytes.toString(StandardCharsets.UTF_8));
    }
  }

  private static void assumeVectors() {
    assumeTrue(
        Files.isDirectory(VECTORS),
        "Ethereum's state tests are not at " + VECTORS.toAbsolutePath().normalize());
  }

  @Test
  void allStateTestsGiveTheirRootsAndLogs() throws IOException, InterruptedException {
    assumeVectors();
    Printed printed = run(VECTORS.toString());
    assertThat(printed.text()).contains(" 0 failed, 0 skipped");
    assertThat(printed.exit()).isZero();
  }

  @Test
  void aWrongRootIsAFailureThatNamesFileCaseForkAndDifference(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeVectors();
    Path original = VECTORS.resolve("stExample/add11.json");
    String text = Files.readString(original);
    String hash = text.substring(text.indexOf("\"hash\"")).split("\"", -1)[3];
    Path wrong = folder.resolve("wrong.json");
    Files.writeString(wrong, text.replace(hash, "0x" + "11".repeat(32)));
    Printed printed = run(wrong.toString());
    assertThat(printed.exit()).isEqualTo(1);
    assertThat(printed.text())
        .contains("FAILED wrong.json")
        .contains("Cancun")
        .contains("expected " + "11".repeat(32));
  }

  @Test
  void aCaseIsTracedInLinesOfEip3155() throws IOException, InterruptedException {
    assumeVectors();
    Printed printed =
        run("--trace", "--fork=Cancun", VECTORS.resolve("stExample/add11.json").toString());
    List<String> lines = new ArrayList<>(printed.text().lines().toList());
    assertThat(printed.exit()).isZero();
    assertThat(lines.getFirst())
        .startsWith("{\"pc\":0,\"op\":96,\"gas\":\"0x")
        .contains("\"opName\":\"PUSH1\"");
    assertThat(lines.getLast()).contains("\"pass\":true");
  }

  @Test
  void whatIsNoStateTestIsAFailureThatSaysSo(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("some.json");
    Files.writeString(file, "{\"a\": {\"b\": 1}}");
    assertThat(run(file.toString()).text()).contains("is no file of state tests");
    assertThat(run("--wrong").exit()).isEqualTo(2);
    assertThat(run(folder.resolve("missing").toString()).text()).contains("there is no file");
  }
}
