package io.ghostbridge.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * An unpacked distribution. Nothing is ever written to it.
 *
 * @param home its directory
 */
public record Installation(Path home) {
  /** The directory of the shipped configuration. */
  public Path config() {
    return home.resolve("config");
  }

  /** The script that operators call. */
  public Path script() {
    return home.resolve("bin").resolve("ghostbridge");
  }

  /**
   * The bundles by start level: {@code bundles/<level>/*.jar}.
   *
   * @throws StartException if there is none
   */
  public NavigableMap<Integer, List<Path>> bundles() throws StartException {
    Path directory = home.resolve("bundles");
    NavigableMap<Integer, List<Path>> bundles = new TreeMap<>();
    try (DirectoryStream<Path> levels = Files.newDirectoryStream(directory, "[0-9]*")) {
      for (Path level : levels) {
        bundles.put(Integer.parseInt(level.getFileName().toString()), jars(level));
      }
    } catch (IOException | NumberFormatException e) {
      throw new StartException(
          ExitCode.FAILED,
          "the bundles cannot be read from " + directory + " (" + e + "): unpack the tarball again",
          e);
    }
    if (bundles.isEmpty()) {
      throw new StartException(
          ExitCode.FAILED, "there is no bundle in " + directory + ": unpack the tarball again");
    }
    return bundles;
  }

  private static List<Path> jars(Path directory) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
      files.forEach(jars::add);
    }
    jars.sort(Comparator.naturalOrder());
    return jars;
  }
}
