package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the author of a plugin does, in an empty directory and with nothing but packaged artifacts:
 * generate, build, install, ask.
 */
class PluginAuthorTest {
  private static final int MAVEN_MINUTES = 8;

  @TempDir static Path directory = Path.of("");

  private static Path settings = Path.of("");

  @BeforeAll
  static void packArtifacts() throws IOException {
    Path checkout = Path.of("").toAbsolutePath().resolve("../..").normalize();
    settings = LocalRepository.create(checkout, directory).settings();
  }

  /** Runs Maven and returns what it printed, if it ended as {@code success} says. */
  private static String maven(Path where, boolean success, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-s", settings.toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(directory, "maven", ".log");
    Process maven =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!maven.waitFor(MAVEN_MINUTES, TimeUnit.MINUTES)) {
      maven.destroyForcibly();
      throw new AssertionError(command + " did not end: " + Files.readString(log));
    }
    String output = Files.readString(log);
    assertThat(maven.exitValue() == 0).as(output).isEqualTo(success);
    return output;
  }

  private static String generate(boolean success, String kind, String name) throws Exception {
    return maven(
        directory,
        success,
        "org.apache.maven.plugins:maven-archetype-plugin:3.4.0:generate",
        "-DarchetypeCatalog=internal",
        "-DarchetypeGroupId=io.ghostbridge",
        "-DarchetypeArtifactId=plugin-archetype",
        "-DarchetypeVersion=0.1.0-SNAPSHOT",
        "-Dkind=" + kind,
        "-DgroupId=org.example",
        "-DartifactId=" + name,
        "-Dpackage=org.example.sample");
  }

  @Test
  void fromTheArchetypeToAnAnswerOfARunningNode(@TempDir Path work) throws Exception {
    Ghostbridge ghostbridge = Ghostbridge.laidOut().copyTo(work.resolve("ghostbridge"));
    Path trust = Files.createDirectories(ghostbridge.home().resolve("config/trust"));
    Path plugins = Files.createDirectories(ghostbridge.home().resolve("config/plugins"));
    Path data = work.resolve("data");
    try (RunningNode node = ghostbridge.run(data)) {
      long start = System.nanoTime();
      generate(true, "name-source", "my-names");
      Path project = directory.resolve("my-names");
      assertThat(maven(project, true, "verify"))
          .contains("A key for development was made")
          .contains("in org.example.sample.ExampleConformanceTest");
      Files.copy(project.resolve("signing/dev.pem"), trust.resolve("my-names.pem"));
      Files.writeString(
          plugins.resolve("org.example.sample.cfg"), "zone = author.test\naddress = 192.0.2.77\n");
      var installed =
          ghostbridge.execute(
              "plugin",
              "install",
              project.resolve("target/my-names-1.0.0.jar").toString(),
              "--yes",
              "--data",
              data.toString());
      assertThat(installed.exitCode()).as(installed.out() + installed.err()).isZero();
      assertThat(Dns.address("hello.author.test", node.port("DNS (UDP)"))).isEqualTo("192.0.2.77");
      System.out.println(
          "from archetype:generate to an answer: "
              + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)
              + " s");
    }
  }

  @Test
  void theSampleOfAnAlgorithmPassesItsOwnTests() throws Exception {
    generate(true, "crypto-algorithm", "my-digest");
    assertThat(maven(directory.resolve("my-digest"), true, "verify"))
        .contains("in org.example.sample.ExampleConformanceTest");
  }

  @Test
  void anUnknownKindIsRefusedAndNothingIsMade() throws Exception {
    assertThat(generate(false, "blockchain", "my-blockchain"))
        .contains("unknown kind 'blockchain': expected one of name-source, crypto-algorithm");
    assertThat(directory.resolve("my-blockchain/src")).doesNotExist();
  }
}
