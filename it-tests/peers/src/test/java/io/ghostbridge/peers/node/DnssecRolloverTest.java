package io.ghostbridge.peers.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Unbound, which follows the zone's keys by RFC 5011, through a rollover of both keys. */
class DnssecRolloverTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 100;
  private static final Pattern KEY = Pattern.compile("([kz]sk) +([0-9]+) .* (\\w+) +since");

  @TempDir Path directory;

  @Test
  void everyAnswerIsValidWhileBothKeysAreReplaced() throws Exception {
    try (Node node =
        Node.start(
            Files.createDirectory(directory.resolve("data")),
            "--set",
            "io.ghostbridge.dnssec:keyTtlSeconds=1",
            "--set",
            "io.ghostbridge.dnssec:propagationSeconds=2",
            "--set",
            "io.ghostbridge.dnssec:maximumTtlSeconds=1",
            "--set",
            "io.ghostbridge.dnssec:parentDsTtlSeconds=1",
            "--set",
            "io.ghostbridge.dnssec:revokedSeconds=5")) {
      node.command("name", "register", "alice.ghost", "A", "192.0.2.1", "--ttl", "1");
      Path anchor =
          Files.writeString(directory.resolve("anchor"), node.command("dnssec", "ds", "ghost"));
      Path folder = Files.createDirectory(directory.resolve("unbound"));
      String server =
          """
          auto-trust-anchor-file: "%s"
          permit-small-holddown: yes
          add-holddown: 1
          del-holddown: 1
          keep-missing: 0
          cache-max-ttl: 1
          cache-max-negative-ttl: 1
          """
              .formatted(anchor);
      try (Unbound unbound = Unbound.start(folder, server, "ghost. " + node.dnsPort())) {
        roll(node, unbound, anchor);
      }
    }
  }

  private static void roll(Node node, Unbound unbound, Path anchor) throws Exception {
    String before = node.command("dnssec", "status");
    String oldKsk = tag(before, "ksk", "active");
    int oldZsk = Integer.parseInt(tag(before, "zsk", "active"));
    assertThat(signer(unbound)).isEqualTo(oldZsk);

    String published = node.command("dnssec", "roll", "ghost", "--zsk");
    int newZsk = Integer.parseInt(tag(published, "zsk", "published"));
    String newKsk = tag(node.command("dnssec", "roll", "ghost", "--ksk"), "ksk", "published");
    await(node, unbound, status -> !tag(status, "ksk", "ready").isEmpty());
    awaitAnchor(unbound, anchor, text -> text.contains("id = " + newKsk + " "));
    assertThat(Files.readString(anchor)).contains("id = " + oldKsk + " ");
    await(node, unbound, status -> tag(status, "zsk", "active").equals("" + newZsk));
    awaitSigner(unbound, newZsk);

    assertThat(node.command("dnssec", "ds", "ghost")).contains("IN DS " + newKsk + " ");
    node.command("dnssec", "roll", "ghost", "--ds-published");
    await(node, unbound, status -> !tag(status, "ksk", "revoked").isEmpty());
    awaitAnchor(unbound, anchor, text -> !text.contains("id = " + oldKsk + " "));
    await(node, unbound, status -> tag(status, "ksk", "revoked").isEmpty());
    assertThat(signer(unbound)).isEqualTo(newZsk);
  }

  /** Validates an answer, and returns the tag of the key that signed it. */
  private static int signer(Unbound unbound) throws Exception {
    Message answer = unbound.ask("alice.ghost", Type.A);
    assertThat(answer.getHeader().getFlag(Flags.AD)).as(answer.toString()).isTrue();
    return answer.getSection(Section.ANSWER).stream()
        .filter(RRSIGRecord.class::isInstance)
        .map(each -> ((RRSIGRecord) each).getFootprint())
        .findFirst()
        .orElseThrow();
  }

  private static String tag(String status, String role, String state) {
    Matcher key = KEY.matcher(status);
    while (key.find()) {
      if (key.group(1).equals(role) && key.group(3).equals(state)) {
        return key.group(2);
      }
    }
    return "";
  }

  private static void await(Node node, Unbound unbound, Predicate<String> condition)
      throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    String status = node.command("dnssec", "status");
    while (!condition.test(status)) {
      assertThat(System.nanoTime()).as(status).isLessThan(end);
      signer(unbound);
      status = node.command("dnssec", "status");
    }
  }

  /** Until the answer that Unbound may still hold from before is gone. */
  private static void awaitSigner(Unbound unbound, int tag) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    for (int signer = signer(unbound); signer != tag; signer = signer(unbound)) {
      assertThat(System.nanoTime()).as("signed by " + signer).isLessThan(end);
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static void awaitAnchor(Unbound unbound, Path anchor, Predicate<String> condition)
      throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.test(Files.readString(anchor))) {
      assertThat(System.nanoTime()).as(Files.readString(anchor)).isLessThan(end);
      signer(unbound);
      Thread.sleep(POLL_MILLIS);
    }
  }
}
