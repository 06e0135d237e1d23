package io.ghostbridge.plugin.admin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {
  @TempDir Path directory = Path.of("");

  private static String sha256(int number) {
    return String.format("%064x", number);
  }

  private void upload(Uploads uploads, int number, String name) throws Exception {
    Path part = Files.createFile(uploads.newPart());
    uploads.keep(part, sha256(number), name);
    Files.setLastModifiedTime(
        directory.resolve(sha256(number)), FileTime.fromMillis(1_000_000L * number));
  }

  @Test
  void anUploadIsFoundByItsDigestUnderTheNameThatItWasGiven() throws Exception {
    Uploads uploads = new Uploads(directory, 10, 10);
    upload(uploads, 1, "hosts-1.0.0.jar");
    upload(uploads, 2, "");
    assertThat(uploads.find(sha256(1))).hasFileName("hosts-1.0.0.jar");
    assertThat(uploads.find(sha256(2))).hasFileName(sha256(2) + ".jar");
    upload(uploads, 1, "other-1.0.0.jar");
    assertThat(uploads.find(sha256(1))).hasFileName("other-1.0.0.jar");
  }

  @Test
  void theOldestGoWhenTooManyWait() throws Exception {
    Uploads uploads = new Uploads(directory, 10, 2);
    for (int i = 1; i <= 4; i++) {
      upload(uploads, i, "a.jar");
    }
    assertThat(uploads.find(sha256(4))).exists();
    assertThat(uploads.find(sha256(3))).exists();
    assertThatThrownBy(() -> uploads.find(sha256(2))).hasMessageContaining("upload it again");
  }

  @Test
  void whatWasUsedOrIsNotWaitedForIsRemoved() throws Exception {
    Uploads uploads = new Uploads(directory, 10, 10);
    upload(uploads, 1, "a.jar");
    upload(uploads, 2, "a.jar");
    uploads.discard(uploads.find(sha256(1)));
    assertThatThrownBy(() -> uploads.find(sha256(1))).hasMessageContaining(sha256(1));
    uploads.clear();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../x", "ABCDEF", "0123"})
  void whatIsNoDigestIsRefused(String text) {
    assertThatThrownBy(() -> new Uploads(directory, 10, 10).find(text))
        .hasMessageContaining("'" + text + "' is no SHA-256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b.jar", "..", ".hidden.jar", "a\nb.jar", "a\u0000.jar"})
  void whatIsNoFileNameIsRefused(String name) {
    assertThatThrownBy(() -> Uploads.checkName(name)).hasMessageContaining("is no file name");
  }

  @Test
  void aNameIsAtMostAsLongAsFileSystemsTakeIt() {
    Uploads.checkName("é".repeat(125) + ".jar");
    assertThatThrownBy(() -> Uploads.checkName("é".repeat(126) + ".jar"))
        .hasMessageContaining("255 bytes");
  }
}
