package io.ghostbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin may be written as a Java module. */
class JpmsTest {
  private static final String MODULE =
      """
      module consumer {
        requires io.ghostbridge.api;
        requires io.ghostbridge.proto;
      }
      """;
  private static final String MAIN =
      """
      package consumer;

      import io.ghostbridge.api.data.Address;
      import io.ghostbridge.proto.chain.v1.DomainQuery;

      public class Main {
        public static void main(String[] arguments) {
          var query = DomainQuery.newBuilder().setDomain("alice.ghost").build();
          var address = Address.ofEd25519(new byte[32]);
          System.out.println(query.getDomain() + " " + address + " " + Address.class.getModule().getName());
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void aModuleIsCompiledAgainstApiAndProtoAndRuns() throws Exception {
    compile(MODULE, MAIN, 0);
    String output =
        run(
            0,
            "java",
            "-p",
            directory.resolve("classes") + ":" + modulePath(),
            "-m",
            "consumer/consumer.Main");
    assertThat(output).contains("alice.ghost 0x").contains("io.ghostbridge.api");
  }

  @Test
  void aModuleSeesNoInternalPackage() throws Exception {
    String main =
        """
        package consumer;

        public class Main {
          public static void main(String[] arguments) {
            io.ghostbridge.api.data.internal.Bech32.encode("ghost", new byte[20]);
          }
        }
        """;
    assertThat(compile(MODULE, main, 1))
        .contains("io.ghostbridge.api.data.internal is not visible");
  }

  /** Returns what the compiler says. */
  private String compile(String module, String main, int expectedExit) throws Exception {
    Path source = Files.createDirectories(directory.resolve("source/consumer"));
    Path moduleFile = Files.writeString(source.resolveSibling("module-info.java"), module);
    Path mainFile = Files.writeString(source.resolve("Main.java"), main);
    return run(
        expectedExit,
        "javac",
        "-p",
        modulePath(),
        "-d",
        directory.resolve("classes").toString(),
        moduleFile.toString(),
        mainFile.toString());
  }

  /** The two jars as built, and from this test's class path what they need. */
  private static String modulePath() {
    List<Path> path = new ArrayList<>();
    path.add(Project.jar(Project.root().resolve("bundles/api")));
    path.add(Project.jar(Project.root().resolve("proto")));
    Stream.of(System.getProperty("java.class.path").split(":", -1))
        .map(Path::of)
        .filter(file -> file.toString().endsWith(".jar"))
        .filter(JpmsTest::isNeeded)
        .forEach(path::add);
    return String.join(":", path.stream().map(Path::toString).toList());
  }

  private static boolean isNeeded(Path jar) {
    return ModuleFinder.of(jar).findAll().stream()
        .map(module -> module.descriptor().name())
        .anyMatch(
            name ->
                name.startsWith("io.grpc")
                    || name.startsWith("com.google")
                    || name.startsWith("org.bouncycastle")
                    || name.equals("org.jspecify"));
  }

  private static String run(int expectedExit, String tool, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(expectedExit);
    return output;
  }
}
