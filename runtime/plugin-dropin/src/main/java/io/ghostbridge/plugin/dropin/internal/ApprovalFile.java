package io.ghostbridge.plugin.dropin.internal;

import io.ghostbridge.plugin.operator.files.FileMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code NAME.jar.approved}: the capabilities that an operator approves for a file, one a line. */
record ApprovalFile(Path path) {
  static final String SUFFIX = ".approved";

  private static final int MAX_BYTES = 64 << 10;

  static ApprovalFile of(Path jar) {
    return new ApprovalFile(jar.resolveSibling(jar.getFileName() + SUFFIX));
  }

  /** By what it is known whether it changed. */
  Optional<FileMark> mark() {
    return FileMark.of(path);
  }

  /**
   * Its lines without comments and blank ones; none if there is no file.
   *
   * @throws IOException if it cannot be read, or is larger than 64 KiB
   */
  List<String> lines() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    if (Files.size(path) > MAX_BYTES) {
      throw new IOException("it is larger than " + MAX_BYTES + " bytes");
    }
    return lines(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
  }

  static List<String> lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
