package io.ghostbridge.peers.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.peers.Command;
import io.ghostbridge.peers.GoTool;
import io.ghostbridge.peers.NodeClient;
import io.ghostbridge.peers.VisibleSkip;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the whole is for: a name is registered, resolved, watched, changed, and outlives a restart.
 */
class EndToEndTest {
  private static final int CHAIN_CASES = 8;
  private static final int UPDATES = 3;
  private static final String SERVICE = "ghost.chain.v1.GhostChainService/";
  private static final Pattern HEIGHT = Pattern.compile("\"height\": \"(\\d+)\"");
  private static final Pattern BLOCK = Pattern.compile("in block (\\d+)");
  private static final long LIMIT_SECONDS = 60;

  @TempDir Path data;

  @Test
  void aNameIsRegisteredResolvedWatchedChangedAndOutlivesARestart() throws Exception {
    Command grpcurl = GoTool.GRPCURL.command();
    try (Node node = Node.start(data)) {
      Process watching = grpcurl.start("-plaintext", node.grpc(), SERVICE + "SubscribeBlocks");
      BlockingQueue<Long> heights = heights(watching);
      long first = next(heights);

      String said = node.command("name", "register", "alice.ghost", "A", "192.0.2.1");
      long registered = number(BLOCK, said);
      assertThat(kdig(node)).isEqualTo("192.0.2.1");
      assertThat(resolve(grpcurl, node)).contains("\"value\": \"192.0.2.1\"", "\"signature\"");
      long height = first;
      while (height < registered) {
        assertThat(next(heights)).as("each block once, in order").isEqualTo(++height);
      }
      assertThat(height).isGreaterThanOrEqualTo(registered);
      watching.destroy();

      assertThat(node.terminate()).as(node.console()).isZero();
    }
    try (Node node = Node.start(data)) {
      assertThat(kdig(node)).isEqualTo("192.0.2.1");
      assertThat(resolve(grpcurl, node)).contains("\"value\": \"192.0.2.1\"");
      String said = node.command("name", "update", "alice.ghost", "A", "192.0.2.2");
      assertThat(number(BLOCK, said)).isPositive();
      assertThat(kdig(node)).isEqualTo("192.0.2.2");
      assertThat(node.terminate()).as(node.console()).isZero();
    }
  }

  @Test
  void afterAnUpdateTheOldAnswerIsNeverSeenAgain() throws Exception {
    try (Node node = Node.start(data);
        DnsWatch watch = new DnsWatch(Integer.parseInt(node.dnsPort()), "bob.ghost")) {
      node.command("name", "register", "bob.ghost", "A", "192.0.2.1");
      watch.begin();
      for (int i = 2; i < 2 + UPDATES; i++) {
        watch.await("192.0.2." + (i - 1));
        node.command("name", "update", "bob.ghost", "A", "192.0.2." + i);
        watch.committed("192.0.2." + i);
      }
      watch.await("192.0.2." + (1 + UPDATES));
      assertThat(watch.violations()).isEmpty();
      assertThat(watch.queries()).isGreaterThan(UPDATES);
    }
  }

  @TestFactory
  Stream<DynamicTest> grpcJsGetsAnswersErrorsWithDetailsAndLiveBlocks() throws Exception {
    return VisibleSkip.of("chain.js", this::chainCases);
  }

  private Stream<DynamicTest> chainCases() throws Exception {
    try (Node node = Node.start(data)) {
      node.command("name", "register", "carol.ghost", "A", "192.0.2.3");
      return NodeClient.cases(
          CHAIN_CASES,
          "chain.js",
          node.grpc(),
          Path.of("../../proto/src/main/proto").toAbsolutePath().toString(),
          "carol.ghost",
          node.address("operator"));
    }
  }

  private static String kdig(Node node) throws Exception {
    Command.Output output =
        Command.named("kdig", "knot-dnsutils")
            .run("@127.0.0.1", "-p", node.dnsPort(), "+short", "alice.ghost", "A");
    return output.out().strip();
  }

  private static String resolve(Command grpcurl, Node node) throws Exception {
    Command.Output output =
        grpcurl.run(
            "-plaintext",
            "-d",
            "{\"domain\": \"alice.ghost\"}",
            node.grpc(),
            SERVICE + "ResolveDomain");
    assertThat(output.exit()).as(output.toString()).isZero();
    return output.out();
  }

  /** The heights of the blocks that {@code grpcurl} prints, as they come. */
  private static BlockingQueue<Long> heights(Process grpcurl) {
    BlockingQueue<Long> heights = new LinkedBlockingQueue<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (BufferedReader lines = grpcurl.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  Matcher matcher = HEIGHT.matcher(line);
                  if (matcher.find()) {
                    heights.add(Long.parseLong(matcher.group(1)));
                  }
                }
              } catch (IOException e) {
                // The test ended it.
              }
            });
    return heights;
  }

  private static long next(BlockingQueue<Long> heights) throws InterruptedException {
    Long height = heights.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (height == null) {
      throw new AssertionError("no block came in " + LIMIT_SECONDS + " s");
    }
    return height;
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
