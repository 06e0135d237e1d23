package io.ghostbridge.plugin.operator.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ZipEndFuzzTest {
  @FuzzTest
  void anyFileIsCompleteOrNot(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".jar");
    try {
      Files.write(file, bytes);
      boolean complete = ZipEnd.isComplete(file);
      // The smallest zip file with an entry: a header of each kind and the end.
      assertThat(complete && bytes.length < 26).isFalse();
    } finally {
      Files.delete(file);
    }
  }
}
