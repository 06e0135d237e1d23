package io.ghostbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module, compiled and run against the client by {@code java -p}. */
@Timeout(180)
class ModulePathTest {
  /** What Maven has on the path for tests alone. */
  private static final Pattern OF_TESTS =
      Pattern.compile(
          "test-classes|junit.*|opentest4j.*|apiguardian.*|assertj.*|byte-buddy.*|jazzer.*"
              + "|logback.*|bcpkix.*|bcutil.*|(rpc|tls|transport-http3|secure-channel|crypto.*)-[0-9].*|.*osgi.*"
              + "|netty-transport-(native|classes)-epoll.*|netty-codec-native-quic.*");

  /** Beside the client, for HTTP/3. */
  private static final String QUIC = "netty-codec-native-quic.*linux-x86_64.*";

  @TempDir private static Path directory;
  private static Path program;

  private static Stream<Path> path() {
    return Stream.of(System.getProperty("java.class.path").split(":")).map(Path::of);
  }

  private static List<String> usual() {
    return path()
        .filter(each -> !OF_TESTS.matcher(each.getFileName().toString()).matches())
        .map(Path::toString)
        .toList();
  }

  @BeforeAll
  static void compile() throws IOException {
    program = directory.resolve("classes");
    List<String> arguments =
        new ArrayList<>(List.of("-p", String.join(":", usual()), "-d", program.toString()));
    try (Stream<Path> sources = Files.walk(Path.of("src/test/module-path"))) {
      sources.map(Path::toString).filter(each -> each.endsWith(".java")).forEach(arguments::add);
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(new String[0])))
        .as("javac %s", arguments)
        .isZero();
  }

  private static String run(List<String> modules, List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(modules);
    all.add(program.toString());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-p", String.join(":", all)));
    command.addAll(options);
    command.addAll(List.of("-m", "example.program/example.program.Main"));
    command.addAll(arguments);
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aProgramThatIsAModuleCallsByHttp2() throws Exception {
    try (TestNode node = new TestNode()) {
      assertThat(run(usual(), List.of(), List.of(node.address()))).endsWith("name\n");
      assertThat(node.names.singles).hasValue(1);
    }
  }

  @Test
  void aProgramThatIsAModuleCallsByHttp3WhenItAsksForItsModules() throws Exception {
    List<String> modules = new ArrayList<>(usual());
    path()
        .map(Path::toString)
        .filter(each -> Path.of(each).getFileName().toString().matches(QUIC))
        .forEach(modules::add);
    try (TlsNode node = new TlsNode(directory.resolve("node")).both()) {
      List<String> arguments = List.of(node.address(), node.certificate.certificates().toString());
      assertThat(
              run(
                  modules,
                  List.of(
                      "--add-modules",
                      "io.netty.codec.http3,io.netty.codec.quic.linux.x86_64",
                      "--enable-native-access=io.netty.common"),
                  arguments))
          .endsWith("name\n");
      assertThat(node.byHttp3.singles).hasValue(1);
      assertThat(node.byHttp2.singles).hasValue(0);
    }
  }
}
