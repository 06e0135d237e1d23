package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainCommandsTest {
  private static final Ghostbridge GHOSTBRIDGE = Ghostbridge.laidOut();
  @TempDir static Path data;
  private static RunningNode node;

  @BeforeAll
  static void start() throws Exception {
    node = GHOSTBRIDGE.run(data);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Ghostbridge.Result command(String... arguments) throws Exception {
    return GHOSTBRIDGE.execute(
        Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
            .toArray(String[]::new));
  }

  private static String succeed(String... arguments) throws Exception {
    var result = command(arguments);
    assertThat(result.exitCode()).as(List.of(arguments) + ": " + result.err()).isZero();
    return result.out();
  }

  private static void refused(String why, String... arguments) throws Exception {
    var result = command(arguments);
    assertThat(result.exitCode()).as(List.of(arguments).toString()).isEqualTo(1);
    assertThat(result.complaints()).singleElement().asString().contains(why);
  }

  /** What a DNS client that is not ours is told. */
  private static String kdig(String... question) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of("kdig", "@127.0.0.1", "-p", String.valueOf(node.port("UDP")), "+short"),
                Stream.of(question))
            .toList();
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "kdig is missing: apt-get install knot-dnsutils");
      throw e;
    }
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(answer).isZero();
    return answer;
  }

  @Test
  void aPersonWithAKeyOfTheirOwnRegistersChangesAndGivesAwayAName() throws Exception {
    succeed("key", "new", "alice");
    assertThat(succeed("account", "show", "alice")).contains("balance  0 GHOST");
    succeed("account", "transfer", "alice", "1000");
    assertThat(succeed("account", "show", "alice")).contains("balance  1000 GHOST");

    succeed("name", "register", "alice.ghost", "A", "192.0.2.1", "--key", "alice");
    assertThat(succeed("name", "show", "alice.ghost"))
        .contains("alice.ghost. 300 IN A 192.0.2.1", "signed by the node's key");
    assertThat(kdig("alice.ghost", "A")).isEqualTo("192.0.2.1");

    succeed(
        "name",
        "update",
        "alice.ghost",
        "A",
        "192.0.2.2",
        "--record",
        "MX 10 mail.alice.ghost.",
        "--key",
        "alice");
    assertThat(kdig("alice.ghost", "A")).isEqualTo("192.0.2.2");
    assertThat(kdig("alice.ghost", "MX", "+tcp")).isEqualTo("10 mail.alice.ghost.");
    succeed("name", "update", "www.alice.ghost", "CNAME", "alice.ghost.", "--key", "alice");
    assertThat(kdig("www.alice.ghost", "A").lines()).contains("192.0.2.2");

    succeed("name", "renew", "alice.ghost", "--key", "alice");
    succeed("key", "new", "bob");
    succeed("name", "transfer", "alice.ghost", "bob", "--key", "alice");
    assertThat(succeed("account", "show", "bob")).contains("names    alice.ghost");
  }

  @Test
  void whatTheChainRefusesIsOneLineAndExitCodeOne() throws Exception {
    succeed("name", "register", "taken.ghost", "A", "192.0.2.1");
    succeed("key", "new", "mallory");
    succeed("account", "transfer", "mallory", "1000");
    refused("taken.ghost", "name", "register", "taken.ghost", "A", "192.0.2.9", "--key", "mallory");
    refused("taken.ghost", "name", "update", "taken.ghost", "A", "192.0.2.9", "--key", "mallory");
    refused("absent.ghost", "name", "show", "absent.ghost");
    assertThat(kdig("taken.ghost", "A")).isEqualTo("192.0.2.1");

    succeed("key", "new", "poor");
    refused("(", "name", "register", "poor.ghost", "--key", "poor");
  }

  @Test
  void aZoneFileIsImportedWithProgressAndAgain() throws Exception {
    Path zone =
        Files.writeString(
            data.resolve("zone"),
            "$TTL 60\n$GENERATE 1-300 host$ A 192.0.2.1\nwww.host1 IN A 192.0.2.2\n");
    var imported = command("name", "import", zone.toString());
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    assertThat(imported.err())
        .contains("of 301 names sent")
        .endsWith("301 of 301 names are on the chain\n");
    assertThat(kdig("host300.ghost", "A")).isEqualTo("192.0.2.1");
    assertThat(kdig("www.host1.ghost", "A")).isEqualTo("192.0.2.2");

    var again = command("name", "import", zone.toString());
    assertThat(again.exitCode()).as(again.err()).isZero();
  }
}
