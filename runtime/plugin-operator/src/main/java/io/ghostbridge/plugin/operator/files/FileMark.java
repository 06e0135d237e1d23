package io.ghostbridge.plugin.operator.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * By what a file is known to be the same as before.
 *
 * @param sizeBytes its size
 * @param modifiedNanos when it was written last, in nanoseconds since 1970
 * @param key the file system's own number of it, which a rename into place changes
 */
public record FileMark(long sizeBytes, long modifiedNanos, String key) {
  /** The mark of a regular file, or nothing if there is none. */
  public static Optional<FileMark> of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      return Optional.of(
          new FileMark(
              attributes.size(),
              attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
              Objects.toString(attributes.fileKey(), "")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
