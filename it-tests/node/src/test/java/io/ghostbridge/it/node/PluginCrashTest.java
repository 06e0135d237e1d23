package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.proto.admin.v1.PluginChange;
import io.ghostbridge.proto.admin.v1.PluginInfo;
import io.ghostbridge.proto.admin.v1.PluginOutcome;
import io.ghostbridge.proto.admin.v1.PluginReport;
import io.ghostbridge.proto.admin.v1.PluginState;
import io.ghostbridge.proto.admin.v1.PluginVerification;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is killed while it changes plugins, and started again. */
class PluginCrashTest {
  private static final String NONE = "none";
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0");
  private static final int LONGEST_LIFE_MILLIS = 1000;

  @TempDir Path directory;

  /** What the node said last that is installed, and what it was doing when it was killed. */
  private String acknowledged = NONE;

  private String begun = NONE;
  private int changes;

  @Test
  void afterEachOfTenKillsTheOldOrTheNewSetIsThere() throws Exception {
    kill(10);
  }

  @Test
  @Tag("full")
  void afterEachOfFiftyKillsTheOldOrTheNewSetIsThere() throws Exception {
    kill(50);
  }

  private void kill(int times) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    PluginNode node = PluginNode.start(directory);
    Map<String, Path> jars = new TreeMap<>();
    for (String version : VERSIONS) {
      jars.put(version, node.signed(ProbePlugin.of(version)));
    }
    try {
      for (int i = 0; i < times; i++) {
        String kill = "kill " + i + " of seed " + seed;
        changes = 0;
        changeUntilKilled(node, jars, random);
        assertThat(changes).as("the node worked before " + kill).isPositive();
        node = node.again();
        verify(node, kill);
      }
    } finally {
      node.close();
    }
  }

  /** The moment is counted from the first change, so that every kill hits work. */
  private void changeUntilKilled(PluginNode node, Map<String, Path> jars, Random random)
      throws Exception {
    try (PluginClient client = new PluginClient(node.data())) {
      Map<String, String> uploads = new TreeMap<>();
      for (Map.Entry<String, Path> jar : jars.entrySet()) {
        uploads.put(jar.getKey(), client.upload(jar.getValue()));
      }
      @Nullable CompletableFuture<Void> kill = null;
      try {
        while (true) {
          begun = next(random);
          PluginReport report = client.make(change(uploads));
          assertThat(report.getOutcome())
              .as(report.toString())
              .isIn(PluginOutcome.PLUGIN_OUTCOME_DONE, PluginOutcome.PLUGIN_OUTCOME_LINGERING);
          acknowledged = begun;
          changes++;
          if (kill == null) {
            kill =
                CompletableFuture.runAsync(
                    () -> node.node().process().toHandle().destroyForcibly(),
                    CompletableFuture.delayedExecutor(
                        random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS));
          }
        }
      } catch (StatusRuntimeException e) {
        if (kill == null) {
          throw e;
        }
        kill.join();
        assertThat(node.node().process().waitFor(1, TimeUnit.MINUTES)).as(e.toString()).isTrue();
      }
    }
  }

  private String next(Random random) {
    List<String> others =
        Stream.concat(VERSIONS.stream(), Stream.of(NONE))
            .filter(version -> !version.equals(acknowledged))
            .toList();
    return others.get(random.nextInt(others.size()));
  }

  private PluginChange change(Map<String, String> uploads) {
    PluginChange.Builder change = PluginChange.newBuilder();
    return begun.equals(NONE)
        ? change.setRemoveName(ProbePlugin.NAME).build()
        : change.setInstallSha256(uploads.get(begun)).build();
  }

  private void verify(PluginNode node, String kill) throws IOException {
    try (PluginClient client = new PluginClient(node.data())) {
      List<PluginInfo> plugins = client.list();
      String found = plugins.isEmpty() ? NONE : plugins.getFirst().getIdentity().getVersion();
      assertThat(plugins).as(kill).hasSizeLessThanOrEqualTo(1);
      assertThat(found)
          .as(kill + ": acknowledged was " + acknowledged + ", begun was " + begun)
          .isIn(acknowledged, begun);
      assertThat(plugins)
          .as(kill)
          .allMatch(plugin -> plugin.getState() == PluginState.PLUGIN_STATE_ACTIVE);
      assertThat(client.verify()).as(kill).allMatch(PluginVerification::getIntact);
      assertThat(store(node))
          .as(kill)
          .containsExactlyElementsOf(
              plugins.stream().map(plugin -> plugin.getIdentity().getSha256() + ".jar").toList());
      acknowledged = found;
    }
  }

  private static List<String> store(PluginNode node) throws IOException {
    try (Stream<Path> files = Files.list(node.data().resolve("plugins/store"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
