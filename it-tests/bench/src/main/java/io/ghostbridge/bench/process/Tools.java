package io.ghostbridge.bench.process;

import com.google.common.base.Splitter;
import io.ghostbridge.bench.BenchmarkException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the programs of the peers and the load generators. */
public final class Tools {
  private static final List<String> SYSTEM_DIRECTORIES =
      List.of("/usr/sbin", "/sbin", "/usr/local/sbin");

  private Tools() {}

  /**
   * The path of {@code tool}, on PATH or where system programs are, which need not be on a user's
   * PATH.
   *
   * @param debianPackage what to install where it is missing
   * @throws BenchmarkException if it is missing
   */
  public static String require(String tool, String debianPackage) throws BenchmarkException {
    List<String> directories = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      directories.addAll(Splitter.on(':').splitToList(path));
    }
    directories.addAll(SYSTEM_DIRECTORIES);
    for (String directory : directories) {
      Path candidate = Path.of(directory, tool);
      if (Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    throw new BenchmarkException(
        tool + " is missing; install it with: apt-get install " + debianPackage);
  }
}
