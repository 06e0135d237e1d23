package io.ghostbridge.dnssec.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Keys over months, by a clock that stands still until it is moved. */
class RolloverTest {
  private static final Map<String, Object> CONFIG =
      Map.of(
          "zones", "example",
          "keyTtlSeconds", 3600,
          "propagationSeconds", 600,
          "maximumTtlSeconds", 86_400,
          "parentDsTtlSeconds", 7200,
          "revokedSeconds", 2_592_000,
          "zskLifetimeSeconds", 0);

  @TempDir Path data;
  private final SettableClock clock = new SettableClock();
  private SignedNames asked;
  private DnssecSigner signer;

  @BeforeEach
  void start() throws Exception {
    asked = SignedNames.of(data, Map.of("example", "$TTL 300\nalice A 192.0.2.1\n"), clock);
    signer = open(CONFIG);
  }

  private DnssecSigner open(Map<String, Object> config) {
    var opened =
        new DnssecSigner(data.resolve("keys"), TestConfig.with(config), SignedNames.SCHEMES, clock);
    asked.names().setSigner(opened);
    return opened;
  }

  @AfterEach
  void stop() {
    asked.close();
    signer.close();
  }

  private ManagedZone zone() {
    return requireNonNull(signer.zones().get("example"));
  }

  private void pass(Duration time) throws Exception {
    clock.pass(time);
    zone().advance();
  }

  private List<String> states(KeyRole role) {
    return zone().list().stream()
        .filter(each -> each.role() == role)
        .map(each -> each.state().text())
        .toList();
  }

  private int tag(KeyRole role, KeyState state) {
    return zone().list().stream()
        .filter(each -> each.is(role, state))
        .findFirst()
        .orElseThrow()
        .tag();
  }

  private List<Integer> signers() throws Exception {
    return asked.verifyAll(asked.ask("alice.example", Type.A), "example");
  }

  @Test
  void aZskIsPublishedBeforeItSignsAndStaysUntilItsSignaturesAreForgotten() throws Exception {
    int first = tag(KeyRole.ZSK, KeyState.ACTIVE);
    assertThat(signers()).containsExactly(first);
    zone().roll(KeyRole.ZSK);
    int second = tag(KeyRole.ZSK, KeyState.PUBLISHED);
    assertThat(asked.keys("example")).hasSize(3);
    assertThat(signers()).containsExactly(first);

    pass(Duration.ofSeconds(4199));
    assertThat(signers()).containsExactly(first);
    pass(Duration.ofSeconds(1));
    assertThat(signers()).containsExactly(second);
    assertThat(asked.keys("example")).hasSize(3);

    pass(Duration.ofSeconds(86_999));
    assertThat(states(KeyRole.ZSK)).containsExactly("retired", "active");
    pass(Duration.ofSeconds(1));
    assertThat(states(KeyRole.ZSK)).containsExactly("active");
    assertThat(asked.keys("example")).hasSize(2);
    assertThat(signers()).containsExactly(second);
    assertThat(data.resolve("keys/example/zsk-" + first + ".pem")).doesNotExist();
  }

  @Test
  void aKskSignsTogetherWithItsPredecessorUntilTheParentHasIt() throws Exception {
    String ds = ds();
    zone().roll(KeyRole.KSK);
    assertThat(asked.keys("example")).hasSize(3);
    assertThat(ds()).as("the parent is not to change yet").isEqualTo(ds);

    pass(Duration.ofMinutes(70));
    assertThat(states(KeyRole.KSK)).containsExactly("active", "ready");
    String next = ds();
    assertThat(next).isNotEqualTo(ds);
    assertThat(cds()).isEqualTo(next);
    pass(Duration.ofDays(100));
    assertThat(states(KeyRole.KSK)).as("it is to be said").containsExactly("active", "ready");

    zone().dsPublished();
    assertThat(states(KeyRole.KSK)).containsExactly("retired", "active");
    assertThat(asked.keys("example")).hasSize(3);
    pass(Duration.ofMinutes(130));
    assertThat(states(KeyRole.KSK)).containsExactly("revoked", "active");
    assertThat(asked.keys("example"))
        .filteredOn(each -> (each.getFlags() & DNSKEYRecord.Flags.REVOKE) != 0)
        .hasSize(1);
    assertThat(ds()).isEqualTo(next);
    pass(Duration.ofDays(30));
    assertThat(states(KeyRole.KSK)).containsExactly("active");
    assertThat(ds()).isEqualTo(next);
    assertThat(signers()).hasSize(1);
  }

  private String ds() {
    return String.join("\n", KeyText.ds("example", requireNonNull(zone().current())));
  }

  private String cds() throws Exception {
    Message message = asked.ask("example", Type.CDS);
    RRset set = SignedNames.sets(message, Section.ANSWER).getFirst();
    return "example. 3600 IN DS " + set.first().rdataToString();
  }

  @Test
  void aSecondRolloverOfARoleWaitsForTheFirst() throws Exception {
    zone().roll(KeyRole.ZSK);
    int tag = tag(KeyRole.ZSK, KeyState.PUBLISHED);
    assertThatThrownBy(() -> zone().roll(KeyRole.ZSK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the key " + tag + " is published since 2026-01-01T00:00:00Z");
    assertThatThrownBy(() -> zone().dsPublished())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no key of example waits for its DS record");
    zone().roll(KeyRole.KSK);
    assertThat(zone().list()).hasSize(4);
  }

  @Test
  void aRolloverGoesOnWhereItWasAfterARestart() throws Exception {
    zone().roll(KeyRole.ZSK);
    zone().roll(KeyRole.KSK);
    List<KeyEntry> before = zone().list();
    List<DNSKEYRecord> keys = asked.keys("example");
    signer.close();
    signer = open(CONFIG);
    assertThat(zone().list()).isEqualTo(before);
    assertThat(asked.keys("example")).isEqualTo(keys);
    pass(Duration.ofMinutes(70));
    assertThat(states(KeyRole.ZSK)).containsExactly("retired", "active");
  }

  @Test
  void keysAreReplacedByThemselvesWhenTheirLifetimeIsOver() throws Exception {
    signer.close();
    var config = new HashMap<>(CONFIG);
    config.put("zskLifetimeSeconds", 1_000_000);
    config.put("kskLifetimeSeconds", 1_500_000);
    config.put("dsPublishedSeconds", 3600);
    config.put("revokedSeconds", 0);
    signer = open(config);
    assertThat(zone().nextDue()).contains(clock.instant().plusSeconds(1_000_000));
    var seen = new ArrayList<String>();
    Instant end = clock.instant().plus(Duration.ofDays(60));
    while (clock.instant().isBefore(end)) {
      pass(Duration.between(clock.instant(), zone().nextDue().orElseThrow()));
      String now = states(KeyRole.KSK) + " " + states(KeyRole.ZSK);
      if (seen.isEmpty() || !seen.getLast().equals(now)) {
        seen.add(now);
      }
      signers();
    }
    assertThat(seen)
        .startsWith(
            "[active] [active, published]", "[active] [retired, active]", "[active] [active]")
        .contains(
            "[active, published] [active]",
            "[active, ready] [active]",
            "[retired, active] [active]");
  }

  @Test
  @Timeout(60)
  void aZoneWhoseFilesCannotBeWrittenKeepsNoOtherFromItsSteps() throws Exception {
    signer.close();
    var config = new HashMap<>(CONFIG);
    config.put("zones", "broken, example");
    signer = open(config);
    requireNonNull(signer.zones().get("broken")).roll(KeyRole.ZSK);
    zone().roll(KeyRole.ZSK);
    // What is written before it takes the list's place cannot be.
    Files.createDirectories(data.resolve("keys/broken/keys.txt.new/in the way"));
    ManagedZone broken = requireNonNull(signer.zones().get("broken"));
    assertThatThrownBy(() -> broken.roll(KeyRole.KSK)).isInstanceOf(IOException.class);
    assertThat(broken.list()).hasSize(3);
    try (Stream<Path> keys = Files.list(data.resolve("keys/broken"))) {
      assertThat(keys.filter(each -> each.toString().endsWith(".pem"))).hasSize(3);
    }
    clock.pass(Duration.ofMinutes(70));
    signer.changed();
    while (!states(KeyRole.ZSK).equals(List.of("retired", "active"))) {
      assertThat(Thread.interrupted()).as("waited for too long").isFalse();
    }
  }

  @Test
  void signaturesAreMadeAnewBeforeTheyEnd() throws Exception {
    Message first = asked.ask("alice.example", Type.A);
    clock.pass(Duration.ofSeconds(1_209_600 - 259_200 - 1));
    asked.verifyAll(first, "example");
    clock.pass(Duration.ofSeconds(130_000));
    KeySet keys = zone().current();
    assertThat(keys).isNotNull();
    asked.names().unsetSigner(signer);
    asked.names().setSigner(signer);
    Message later = asked.ask("alice.example", Type.A);
    asked.verifyAll(later, "example");
    assertThat(SignedNames.sets(later, Section.ANSWER).getFirst().sigs().getFirst().getExpire())
        .isAfter(clock.instant().plusSeconds(1_209_599));
  }

  @Test
  void keysOfNobodyElseAreOpened() throws Exception {
    Path folder = data.resolve("keys/example");
    assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
    Path file = folder.resolve("ksk-" + tag(KeyRole.KSK, KeyState.ACTIVE) + ".pem");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> open(CONFIG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is open to other users (rw-r-----, expected rw-------)");
  }

  @Test
  void aKeyFileThatHoldsAnotherKeyIsRefused() throws Exception {
    Path folder = data.resolve("keys/example");
    Path ksk = folder.resolve("ksk-" + tag(KeyRole.KSK, KeyState.ACTIVE) + ".pem");
    Path zsk = folder.resolve("zsk-" + tag(KeyRole.ZSK, KeyState.ACTIVE) + ".pem");
    Files.copy(zsk, ksk, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> open(CONFIG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds the key with tag");
    Files.delete(ksk);
    assertThatThrownBy(() -> open(CONFIG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is missing or no regular file: put back a copy of it");
  }

  @Test
  void aZoneThatIsNoNameAndPeriodsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> open(Map.of("zones", "ghost, ../etc")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'../etc' is no name of a zone");
    assertThatThrownBy(() -> open(Map.of("signatureRefreshSeconds", 700_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at most half");
    assertThatThrownBy(() -> open(Map.of("algorithm", "rsa")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are ecdsa-p256-sha256 and ed25519");
  }
}
