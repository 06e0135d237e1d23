package io.ghostbridge.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Scripts of {@code src/test/node}, run by Node with grpc-js from npm in {@code target/node}. */
public final class NodeClient {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path HOME = Path.of("target/node").toAbsolutePath();

  private NodeClient() {}

  /** What {@code script} says of each of its cases, as many as {@code expected}. */
  public static Stream<DynamicTest> cases(int expected, String script, String... arguments)
      throws Exception {
    return cases(Command.LIMIT, expected, script, arguments);
  }

  /** The same of a script that may take as long as {@code limit}. */
  public static Stream<DynamicTest> cases(
      Duration limit, int expected, String script, String... arguments) throws Exception {
    return VisibleSkip.of(script, () -> run(limit, expected, script, arguments));
  }

  private static Stream<DynamicTest> run(
      Duration limit, int expected, String script, String... arguments) throws Exception {
    Command node = Command.named("node", "nodejs");
    install();
    String[] all = Stream.concat(Stream.of(script), Stream.of(arguments)).toArray(String[]::new);
    Command.Output output = node.in(HOME).within(limit).run(all);
    List<String> lines = output.out().lines().filter(line -> line.matches("(not )?ok .*")).toList();
    assertThat(lines).as(output.toString()).hasSize(expected);
    return lines.stream()
        .map(line -> DynamicTest.dynamicTest(line, () -> assertThat(line).startsWith("ok ")));
  }

  /** A script, or a directory of what scripts read. */
  private static void copy(Path source, Path target) throws IOException {
    if (Files.isDirectory(source)) {
      Files.createDirectories(target);
      try (Stream<Path> files = Files.list(source)) {
        for (Path file : files.toList()) {
          copy(file, target.resolve(file.getFileName()));
        }
      }
    } else {
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Once, and again when the versions change. */
  private static synchronized void install() throws Exception {
    Files.createDirectories(HOME);
    Path manifest = SOURCES.resolve("package.json");
    Path installed = HOME.resolve("package.json");
    boolean current =
        Files.exists(HOME.resolve("node_modules"))
            && Files.exists(installed)
            && Files.mismatch(manifest, installed) == -1;
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.toList()) {
        copy(source, HOME.resolve(source.getFileName()));
      }
    }
    if (!current) {
      Command.Output output =
          Command.named("npm", "npm")
              .in(HOME)
              .run("install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock");
      if (output.exit() != 0) {
        Files.deleteIfExists(installed);
        abort("npm install failed: " + output);
      }
    }
  }
}
