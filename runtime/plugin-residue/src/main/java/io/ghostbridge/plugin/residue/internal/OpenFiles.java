package io.ghostbridge.plugin.residue.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The files that the process has open, where the operating system tells: for streams that do not.
 */
final class OpenFiles {
  private static final Path LINUX = Path.of("/proc/self/fd");

  private final Set<String> paths = new HashSet<>();

  OpenFiles() {
    if (!Files.isDirectory(LINUX)) {
      return;
    }
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(LINUX)) {
      for (Path descriptor : descriptors) {
        try {
          paths.add(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
          // Closed meanwhile, such as the one of this directory.
        }
      }
    } catch (IOException e) {
      // No descriptor can be had: then nothing is told.
    }
  }

  boolean contain(String path) {
    if (path.isEmpty()) {
      return false;
    }
    try {
      return paths.contains(Path.of(path).toRealPath().toString());
    } catch (IOException e) {
      // Deleted, yet it may be open.
      return paths.contains(path + " (deleted)");
    }
  }
}
