package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.Progress;
import io.ghostbridge.bench.process.LoadCommand;
import io.ghostbridge.bench.process.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The distribution that {@code ./gb} made.
 *
 * @param home its directory
 */
record Distribution(Path home) {
  /** Flags that {@code bin/ghostbridge} gives to every JVM. */
  private static final List<String> ALWAYS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=deny",
          "-XX:+UseCompactObjectHeaders");

  /**
   * The one in the repository at {@code root}: the tarball with its own runtime, unpacked below
   * {@code directory}, if it was packed from what is laid out now; else what is laid out.
   */
  static Distribution in(Path root, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Path target = root.resolve("distribution/target");
    Path unpacked = directory.resolve("distribution");
    Optional<Path> tarball = tarball(target);
    if (tarball.isEmpty()) {
      return new Distribution(target.resolve("ghostbridge"));
    }
    if (!Files.isDirectory(unpacked)) {
      Files.createDirectory(unpacked);
      LoadCommand.run(
          List.of(
              Tools.require("tar", "tar"),
              "-xzf",
              tarball.get().toString(),
              "--strip-components=1",
              "-C",
              unpacked.toString()));
      Progress.say("%s is %s", GhostBridge.NAME, tarball.get().getFileName());
    }
    return new Distribution(unpacked);
  }

  private static Optional<Path> tarball(Path target) throws IOException {
    Path laidOut = target.resolve("laid-out");
    if (!Files.exists(laidOut)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "ghostbridge-*.tar.gz")) {
      for (Path tarball : found) {
        if (!tarball.toString().endsWith("-nojre.tar.gz")
            && Files.getLastModifiedTime(tarball).compareTo(Files.getLastModifiedTime(laidOut))
                >= 0) {
          return Optional.of(tarball);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The script that operators call.
   *
   * @throws BenchmarkException if the distribution is not built
   */
  Path launcher() throws BenchmarkException {
    Path launcher = home.resolve("bin/ghostbridge");
    if (!Files.isExecutable(launcher)) {
      throw new BenchmarkException(
          "there is no distribution in " + home + "; build it with: ./gb dist");
    }
    return launcher;
  }

  /** The JVM flags of a node, so that a peer in Java can run with the same. */
  List<String> jvmFlags() throws IOException {
    List<String> flags = new ArrayList<>(ALWAYS);
    Path options = home.resolve("config/jvm.options");
    if (Files.isReadable(options)) {
      Files.readAllLines(options, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("-"))
          .forEach(flags::add);
    }
    return flags;
  }
}
