package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.Transaction;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
  private static final int LONGEST_LIFE_MILLIS = 600;

  @TempDir Path directory;

  @Test
  void nothingAcknowledgedIsLostByTenKills() throws Exception {
    kill(10);
  }

  @Test
  @Tag("full")
  void nothingAcknowledgedIsLostByAHundredKills() throws Exception {
    kill(100);
  }

  private void kill(int times) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Set<Hash> acknowledged = new HashSet<>();
    for (int i = 0; i < times; i++) {
      int before = acknowledged.size();
      runAndKill(random.nextInt(LONGEST_LIFE_MILLIS), acknowledged);
      assertThat(acknowledged.size()).as("the node worked before kill %s", i).isGreaterThan(before);
      verify(acknowledged, "kill " + i + " of seed " + seed);
    }
  }

  /** The moment is counted from the first acknowledgement, so that every kill hits work. */
  private void runAndKill(int lifeMillis, Set<Hash> acknowledged) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LoadedNode.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      String first = lines.readLine();
      assertThat(first).as("the node started").isNotNull();
      acknowledged.add(Hash.parse(first));
      CompletableFuture<Void> kill =
          CompletableFuture.runAsync(
              // Not the process itself, which would close the stream before it is read to its end.
              () -> process.toHandle().destroyForcibly(),
              CompletableFuture.delayedExecutor(lifeMillis, TimeUnit.MILLISECONDS));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.length() == 2 * Hash.SIZE) {
          acknowledged.add(Hash.parse(line));
        }
      }
      kill.join();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void verify(Set<Hash> acknowledged, String when) throws Exception {
    ChainSettings settings =
        TestNode.settings(
            directory, TestNode.parameters("ghost-test"), java.util.Optional.empty(), 200_000);
    try (Chain chain = new Chain(settings, TestNode::scheme, new TestMachine(), block -> {})) {
      Set<Hash> found = new HashSet<>();
      Hash parent = Hash.ZERO;
      for (long height = 0; height <= chain.head().height(); height++) {
        Block block = chain.block(height).orElseThrow();
        assertThat(block.header().parentHash()).as(when).isEqualTo(parent);
        parent = block.hash();
        for (Transaction transaction : block.transactions()) {
          assertThat(found.add(transaction.id())).as("%s: once only", when).isTrue();
        }
      }
      assertThat(found).as(when).containsAll(acknowledged);
      for (Hash id : List.copyOf(acknowledged).subList(0, Math.min(50, acknowledged.size()))) {
        assertThat(chain.transaction(id)).as(when).isPresent();
      }
      assertThat(chain.verifyState()).as(when).isEmpty();
    }
  }
}
