package io.ghostbridge.name.hosts.internal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a file's bytes are read as names. Implementations are stateless. */
interface NameFileFormat {
  /** What the file is called in messages, such as {@code hosts file}. */
  String title();

  /** The zones that names are served in. */
  Set<String> zones();

  /**
   * Reads a whole file.
   *
   * @param before what its former version said, or null
   * @param modifiedSeconds when it was last changed, in seconds since 1970
   * @throws NameFileException if any of it is wrong; nothing else is ever thrown
   */
  NameData read(byte[] content, @Nullable NameData before, long modifiedSeconds)
      throws NameFileException;
}
