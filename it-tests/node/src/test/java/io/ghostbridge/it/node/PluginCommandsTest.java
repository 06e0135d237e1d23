package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCommandsTest {
  private static final String NAME = ProbePlugin.NAME;

  @TempDir static Path directory;
  private static PluginNode node;

  @BeforeAll
  static void start() throws Exception {
    node = PluginNode.start(directory);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void removePlugin() throws Exception {
    node.plugin("remove", NAME, "--yes");
  }

  @Test
  void aPluginIsPlannedInstalledUpdatedDisabledEnabledVerifiedAndRemoved() throws Exception {
    String first = node.signed(ProbePlugin.of("1.0.0")).toString();
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");
    assertThat(node.succeed("plan", first))
        .startsWith("install " + NAME + " 1.0.0\n")
        .contains("publisher   CN=Probe-Works", "package io.ghostbridge.api.plugin");
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");

    assertThat(node.succeed("install", first, "--yes"))
        .contains(
            "  verify ", "  switch ", "  commit ", "install " + NAME + " 1.0.0: done", "took");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.0\\.0 +active");
    assertThat(node.succeed("info", NAME))
        .contains("state       active", "publisher   CN=Probe-Works");
    node.refused("installed already", "install", first, "--yes");

    String second = node.signed(ProbePlugin.of("1.1.0")).toString();
    assertThat(node.succeed("plan", "update", second))
        .startsWith("update " + NAME + " 1.0.0 -> 1.1.0\n");
    assertThat(node.succeed("update", second, "--yes")).contains("1.0.0 -> 1.1.0: done");

    assertThat(node.succeed("disable", NAME, "--yes")).contains("disable " + NAME + " 1.1.0: done");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.1\\.0 +disabled");
    assertThat(node.succeed("enable", NAME, "--yes")).contains("enable " + NAME + " 1.1.0: done");
    assertThat(node.succeed("verify")).containsPattern(NAME + " 1\\.1\\.0 +intact");

    assertThat(node.succeed("remove", NAME, "--yes")).contains("remove " + NAME + " 1.1.0: done");
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");
    assertThat(
            node.succeed("history", "--limit", "5")
                .lines()
                .skip(1)
                .map(line -> line.split(" +", -1)[1]))
        .containsExactly("remove", "enable", "disable", "update", "install");
  }

  @Test
  void anUpdateThatIsNotWellIsRolledBackAndTheOldOneServes() throws Exception {
    node.succeed("install", node.signed(ProbePlugin.of("1.0.0")).toString(), "--yes");
    var failed =
        node.refused(
            "the probe is not well",
            "update",
            node.signed(ProbePlugin.of("2.0.0").unwell()).toString(),
            "--yes");
    assertThat(failed.out()).contains("  rollback ", "  took ");
    assertThat(failed.err()).contains("rolled back, what was before serves");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.0\\.0 +active");
    assertThat(node.succeed("history", "--limit", "1"))
        .contains("rolled back", "the probe is not well");
  }

  @Test
  void whatThePluginAsksForIsApprovedByNameOrNotAtAll() throws Exception {
    String network = "network;host=\"*.example.org\";port=\"443\"";
    String jar = node.signed(ProbePlugin.of("1.0.0").asking(network)).toString();
    node.refused("approve " + network, "install", jar, "--yes");
    node.refused("approve " + network, "install", jar, "--yes", "--approve", "network;host=\"x\"");
    var misspelt = node.plugin("install", jar, "--yes", "--approve", "network;;");
    assertThat(misspelt.exitCode()).isEqualTo(2);
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");
    node.succeed("install", jar, "--yes", "--approve", network);
    assertThat(node.succeed("info", NAME)).contains(network + "  (approved)");

    String more =
        node.signed(ProbePlugin.of("1.1.0").asking(network + ",files;access=\"read\";path=\"/x\""))
            .toString();
    node.refused("approve files;access=\"read\";path=\"/x\"", "update", more, "--yes");
    node.succeed("update", more, "--yes", "--approve", "all");
  }

  @Test
  void anotherTrustedPublisherTakesAPluginOverOnlyWhereTheOperatorSaysSo() throws Exception {
    Publisher other = trusted("Other-Works");
    node.succeed("install", node.signed(ProbePlugin.of("1.0.0")).toString(), "--yes");

    String taken = other.sign(node.unsigned(ProbePlugin.of("1.1.0"))).toString();
    assertThat(node.succeed("plan", taken))
        .contains("publisher   CN=Other-Works  (another; before: CN=Probe-Works)");
    String publisher = "publisher;name=\"CN=Other-Works\"";
    node.refused(publisher, "update", taken, "--yes");
    node.refused("'all' does not include it", "update", taken, "--yes", "--approve", "all");
    node.refused(publisher, "install", taken, "--yes", "--approve", "publisher;name=\"CN=Third\"");
    assertThat(node.shell("plugin:update " + taken + " --yes --approve all").out())
        .contains("another publisher");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.0\\.0 +active");

    node.succeed("update", taken, "--yes", "--approve", publisher);
    assertThat(node.succeed("info", NAME)).contains("publisher   CN=Other-Works");
    // It was for one change, and the new one goes on.
    assertThat(node.succeed("info", NAME)).doesNotContain("publisher;");
    node.succeed("update", other.sign(node.unsigned(ProbePlugin.of("1.2.0"))).toString(), "--yes");
  }

  @Test
  void anotherKeyUnderTheNameOfAPublisherIsAnotherPublisher() throws Exception {
    Publisher first = trusted("Same-Works");
    node.succeed("install", first.sign(node.unsigned(ProbePlugin.of("1.0.0"))).toString(), "--yes");
    Publisher second = trusted("Same-Works");
    String taken = second.sign(node.unsigned(ProbePlugin.of("1.1.0"))).toString();
    assertThat(node.succeed("plan", taken))
        .contains("CN=Same-Works  (another of that name: another key vouches for it)");
    node.refused("publisher;name=\"CN=Same-Works\"", "update", taken, "--yes");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.0\\.0 +active");
    // What was agreed to was that name, said again.
    node.succeed("update", taken, "--yes", "--approve", "publisher;name=\"CN=Same-Works\"");
  }

  private static Publisher trusted(String name) throws Exception {
    Publisher publisher = Publisher.create(name);
    publisher.becomesTrusted(directory.resolve("config"));
    return publisher;
  }

  @Test
  void whereNobodyCanBeAskedYesIsNeeded() throws Exception {
    var refused =
        node.refused("add --yes", "install", node.signed(ProbePlugin.of("1.0.0")).toString());
    assertThat(refused.out()).startsWith("install " + NAME);
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");
  }

  @Test
  void whatIsWrongWithAJarIsOneLineAndNothingChanges() throws Exception {
    Path good = node.signed(ProbePlugin.of("1.0.0"));
    node.refused(
        "not signed", "install", node.unsigned(ProbePlugin.of("1.0.0")).toString(), "--yes");
    Path half = directory.resolve("half.jar");
    Files.write(half, java.util.Arrays.copyOf(Files.readAllBytes(good), 700));
    node.refused("half.jar", "install", half.toString(), "--yes");
    Path misnamed = directory.resolve("org.example.other-1.0.0.jar");
    Files.copy(good, misnamed);
    node.refused("org.example.other", "install", misnamed.toString(), "--yes");
    node.refused("there is no file /nowhere/x.jar", "install", "/nowhere/x.jar", "--yes");
    node.refused("is no file", "install", directory.toString(), "--yes");
    node.refused("'absent'", "remove", "absent", "--yes");
    node.refused("'absent'", "info", "absent");
    node.refused(NAME, "update", good.toString(), "--yes");
    assertThat(node.plugin("plan", "shrink", "x").exitCode()).isEqualTo(2);
    assertThat(node.plugin("history", "--limit", "0").exitCode()).isEqualTo(2);
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");
  }

  @Test
  void scriptsGetJson() throws Exception {
    String jar = node.signed(ProbePlugin.of("1.0.0")).toString();
    List<JsonObject> events =
        node.succeed("install", jar, "--yes", "--json")
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertThat(events.getFirst().getAsJsonObject("plan").get("action").getAsString())
        .isEqualTo("PLUGIN_ACTION_INSTALL");
    assertThat(events.getLast().getAsJsonObject("report").get("outcome").getAsString())
        .isEqualTo("PLUGIN_OUTCOME_DONE");
    assertThat(events).filteredOn(event -> event.has("progress")).hasSizeGreaterThan(3);
    for (String[] question :
        List.of(
            new String[] {"list", "--json"},
            new String[] {"info", NAME, "--json"},
            new String[] {"verify", "--json"},
            new String[] {"history", "--json"},
            new String[] {"plan", "remove", NAME, "--json"})) {
      assertThat(JsonParser.parseString(node.succeed(question)).isJsonObject()).isTrue();
    }
  }

  @Test
  void theShellSaysTheSame() throws Exception {
    Path jar = node.signed(ProbePlugin.of("1.0.0"));
    var refused = node.shell("plugin:install " + jar);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).startsWith("install " + NAME + " 1.0.0").contains("add --yes");
    var installed = node.shell("plugin:install --yes " + jar);
    assertThat(installed.exitCode()).as(installed.out()).isZero();
    assertThat(installed.out()).contains("install " + NAME + " 1.0.0: done");
    // What the node logs meanwhile is the node's.
    assertThat(installed.out()).doesNotContain("event=plugin-change");
    assertThat(node.node().console()).contains("phase=SWITCH text=\"starting " + NAME + " 1.0.0");
    assertThat(node.shell("plugin:list").out()).isEqualTo(node.succeed("list"));
    assertThat(node.shell("plugin:history 1").out())
        .isEqualTo(node.succeed("history", "--limit", "1"));
    assertThat(node.shell("plugin:verify").out()).isEqualTo(node.succeed("verify"));
    assertThat(node.shell("plugin:plan remove " + NAME).out())
        .isEqualTo(node.succeed("plan", "remove", NAME));
    assertThat(node.shell("plugin:disable --yes " + NAME).exitCode()).isZero();
    assertThat(node.shell("plugin:enable --yes " + NAME).exitCode()).isZero();
    assertThat(node.shell("plugin:remove " + NAME + " --yes").exitCode()).isZero();
    assertThat(node.shell("plugin:info " + NAME).out()).contains("no plugin '" + NAME + "'");
  }

  @Test
  void withoutANodeThereIsNothingToChange(@TempDir Path other) throws Exception {
    var refused = PluginNode.GHOSTBRIDGE.execute("plugin", "list", "--data", other.toString());
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .contains("no node runs on " + other);
  }
}
