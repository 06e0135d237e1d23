package io.ghostbridge.name.hosts.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one version of a file from another.
 *
 * @param identity the file system's own name of the file; a replaced file has another
 * @param size bytes
 * @param modified when it was last written
 */
record FileStamp(@Nullable Object identity, long size, FileTime modified) {
  /** Follows symbolic links, so that a link that is switched is a change. */
  static FileStamp of(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileStamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
  }
}
