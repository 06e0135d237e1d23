package io.ghostbridge.plugin.dropin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class OutsideTextFuzzTest {
  @FuzzTest
  void anyStateIsReadOrRefused(byte[] bytes) throws IOException {
    Path directory = Files.createTempDirectory("fuzz");
    GovernedFiles files = GovernedFiles.load(directory.resolve("governed.json"), directory);
    Files.delete(directory);
    try {
      files.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("it is not as it was written");
    }
  }

  @FuzzTest
  void anyApprovalFileHasLines(byte[] bytes) {
    assertThat(ApprovalFile.lines(new String(bytes, StandardCharsets.UTF_8)))
        .allSatisfy(line -> assertThat(line).isNotBlank().doesNotStartWith("#"));
  }
}
