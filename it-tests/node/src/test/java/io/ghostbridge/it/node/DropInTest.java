package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropInTest {
  private static final String NAME = ProbePlugin.NAME;
  private static final String[] QUICK = {
    "--set", "io.ghostbridge.plugin.dropin:settleMillis=100",
    "--set", "io.ghostbridge.plugin.dropin:rescanMillis=500",
    "--set", "io.ghostbridge.plugin.dropin:incompleteNoticeMillis=1000"
  };

  @TempDir Path directory = Path.of("");
  private PluginNode node;
  private Path dropIn;

  @BeforeEach
  void start() throws Exception {
    node = PluginNode.start(directory, QUICK);
    dropIn = node.data().resolve("plugins/drop-in");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void await(String what, java.util.function.BooleanSupplier condition) throws Exception {
    try {
      RunningNode.await(what, condition);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ": " + node.node().console(), e);
    }
  }

  private long logged(String text) {
    return node.node().console().lines().filter(line -> line.contains(text)).count();
  }

  private void awaitLogged(String text) throws Exception {
    await("logged: " + text, () -> logged(text) > 0);
  }

  private Path awaitRefusal(String file) throws Exception {
    Path refusal = dropIn.resolve(file + ".refused");
    await(
        refusal + " written",
        () -> {
          try {
            return Files.exists(refusal) && Files.readString(refusal).endsWith("\n");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return refusal;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aFileThatComesChangesAndGoesInstallsUpdatesAndRemovesThePlugin() throws Exception {
    Path file = dropIn.resolve("probe.jar");
    copy(node.signed(ProbePlugin.of("1.0.0")), file);
    awaitLogged("event=dropin_change action=INSTALL plugin=" + NAME + " outcome=DONE");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.0\\.0 +active");

    copy(node.signed(ProbePlugin.of("1.1.0")), file);
    awaitLogged("event=dropin_change action=UPDATE plugin=" + NAME + " outcome=DONE");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.1\\.0 +active");

    // An update that fails leaves what was before, and says why.
    copy(node.signed(ProbePlugin.of("2.0.0").unwell()), file);
    assertThat(awaitRefusal("probe.jar")).content().contains("the probe is not well");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.1\\.0 +active");

    Files.delete(file);
    awaitLogged("event=dropin_change action=REMOVE plugin=" + NAME + " outcome=DONE");
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");
    assertThat(dropIn.resolve("probe.jar.refused")).doesNotExist();
  }

  @Test
  void aNewerFileInPlaceOfAnOlderOneIsAnUpdate() throws Exception {
    Path first = node.signed(ProbePlugin.of("1.0.0"));
    Path second = node.signed(ProbePlugin.of("1.1.0"));
    copy(first, dropIn.resolve(first.getFileName()));
    awaitLogged("event=dropin_change action=INSTALL");

    copy(second, dropIn.resolve(second.getFileName()));
    assertThat(awaitRefusal(second.getFileName().toString()))
        .content()
        .contains(first.getFileName() + " is for already");
    Files.delete(dropIn.resolve(first.getFileName()));
    awaitLogged("event=dropin_change action=UPDATE plugin=" + NAME + " outcome=DONE");
    assertThat(logged("action=REMOVE")).isZero();
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.1\\.0 +active");
  }

  @Test
  void aHalfCopiedFileIsNotTouchedUntilItIsWhole() throws Exception {
    byte[] jar = Files.readAllBytes(node.signed(ProbePlugin.of("1.0.0")));
    Path file = dropIn.resolve("probe.jar");
    Files.write(file, Arrays.copyOf(jar, jar.length / 2));
    // Much longer than a file needs to settle.
    assertThat(awaitRefusal("probe.jar")).content().contains("not copied wholly");
    assertThat(logged("action=INSTALL")).isZero();
    assertThat(file).hasSize(jar.length / 2);

    Files.write(
        file, Arrays.copyOfRange(jar, jar.length / 2, jar.length), StandardOpenOption.APPEND);
    awaitLogged("event=dropin_change action=INSTALL plugin=" + NAME + " outcome=DONE");
    await("refusal taken back", () -> !Files.exists(dropIn.resolve("probe.jar.refused")));
  }

  @Test
  void whatIsRefusedIsSaidOnceAndBesideTheFile() throws Exception {
    copy(node.unsigned(ProbePlugin.of("1.0.0")), dropIn.resolve("probe.jar"));
    assertThat(awaitRefusal("probe.jar")).content().contains("not signed");
    // Something else happens meanwhile.
    copy(node.unsigned(ProbePlugin.of("1.0.0")), dropIn.resolve("other.jar"));
    awaitRefusal("other.jar");
    assertThat(logged("event=dropin_refused file=" + dropIn.resolve("probe.jar"))).isOne();
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");
  }

  @Test
  void capabilitiesAreApprovedByAFileBesideTheJar() throws Exception {
    String network = "network;host=\"*.example.org\";port=\"443\"";
    copy(node.signed(ProbePlugin.of("1.0.0").asking(network)), dropIn.resolve("probe.jar"));
    List<String> refusal = Files.readAllLines(awaitRefusal("probe.jar"));
    assertThat(refusal).hasSize(2).last().isEqualTo(network);
    assertThat(refusal.getFirst()).contains("probe.jar.approved");
    assertThat(logged("action=INSTALL")).isZero();

    Files.write(dropIn.resolve("probe.jar.approved"), refusal.subList(1, 2));
    awaitLogged("event=dropin_change action=INSTALL plugin=" + NAME + " outcome=DONE");
    assertThat(node.succeed("info", NAME)).contains(network + "  (approved)");
  }

  @Test
  void thatAnotherPublisherTakesOverIsApprovedByThatFileToo() throws Exception {
    Path file = dropIn.resolve("probe.jar");
    copy(node.signed(ProbePlugin.of("1.0.0")), file);
    awaitLogged("event=dropin_change action=INSTALL");
    Publisher other = Publisher.create("Other-Works");
    other.becomesTrusted(directory.resolve("config"));

    copy(other.sign(node.unsigned(ProbePlugin.of("1.1.0"))), file);
    List<String> refusal = Files.readAllLines(awaitRefusal("probe.jar"));
    assertThat(refusal).hasSize(2).last().isEqualTo("publisher;name=\"CN=Other-Works\"");
    assertThat(refusal.getFirst()).contains("another publisher");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.0\\.0 +active");

    Files.write(dropIn.resolve("probe.jar.approved"), refusal.subList(1, 2));
    awaitLogged("event=dropin_change action=UPDATE plugin=" + NAME + " outcome=DONE");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.1\\.0 +active");
  }

  @Test
  void pluginsThatCameOtherwiseAreLeftAlone() throws Exception {
    Path jar = node.signed(ProbePlugin.of("1.0.0"));
    node.succeed("install", jar.toString(), "--yes");
    Path file = dropIn.resolve("probe.jar");
    copy(node.signed(ProbePlugin.of("1.1.0")), file);
    assertThat(awaitRefusal("probe.jar")).content().contains("did not come from this directory");
    Files.delete(file);
    await("refusal taken back", () -> !Files.exists(dropIn.resolve("probe.jar.refused")));
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.0\\.0 +active");

    // Handing it over: removed there, taken from here.
    copy(node.signed(ProbePlugin.of("1.1.0")), file);
    awaitRefusal("probe.jar");
    node.succeed("remove", NAME, "--yes");
    awaitLogged("event=dropin_change action=INSTALL plugin=" + NAME + " outcome=DONE");

    // What the operator removes stays removed, although the file is there.
    node.succeed("remove", NAME, "--yes");
    assertThat(node.node().terminate()).isZero();
    node = node.again(QUICK);
    awaitLogged("event=dropin_left_alone file=probe.jar");
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");
  }

  @Test
  void whatHappenedWhileTheNodeWasDownIsFollowedAtItsStart() throws Exception {
    copy(node.signed(ProbePlugin.of("1.0.0")), dropIn.resolve("probe.jar"));
    awaitLogged("event=dropin_change action=INSTALL");
    assertThat(node.node().terminate()).isZero();
    copy(node.signed(ProbePlugin.of("1.1.0")), dropIn.resolve("probe.jar"));
    node = node.again(QUICK);
    awaitLogged("event=dropin_change action=UPDATE plugin=" + NAME + " outcome=DONE");
    assertThat(node.node().terminate()).isZero();
    Files.delete(dropIn.resolve("probe.jar"));
    node = node.again(QUICK);
    awaitLogged("event=dropin_change action=REMOVE plugin=" + NAME + " outcome=DONE");
    assertThat(node.succeed("list")).isEqualTo("no plugins are installed\n");
  }
}
