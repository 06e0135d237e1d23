package io.ghostbridge.plugin.manager.internal.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code incoming/}: what was uploaded and not yet installed. */
public final class IncomingDirectory {
  private final Path directory;

  /** Takes the directory of the manager's files. */
  public IncomingDirectory(Path plugins) throws IOException {
    directory = plugins.toAbsolutePath().normalize().resolve("incoming");
    DurableFiles.makeDirectory(directory);
  }

  /** Where it is. */
  public Path path() {
    return directory;
  }

  /** Removes all files. */
  public void sweep() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (!Files.isDirectory(file)) {
          Files.delete(file);
        }
      }
    }
  }
}
