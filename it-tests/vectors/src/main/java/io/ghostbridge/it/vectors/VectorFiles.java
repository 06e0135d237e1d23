package io.ghostbridge.it.vectors;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the vectors are: in {@code shared/vectors} beside the project or above it. */
public final class VectorFiles {
  private VectorFiles() {}

  /**
   * The file of this name, such as {@code wycheproof/ed25519_test.json}. Where there is no folder
   * of vectors the test that asks is skipped, and says so; a name that is not in the folder is an
   * error.
   */
  public static Path find(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/vectors");
      if (Files.isDirectory(folder)) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
          throw new IllegalStateException("the folder of vectors " + folder + " has no " + name);
        }
        return file;
      }
    }
    return abort("skipped: no folder shared/vectors beside the project");
  }
}
