package io.ghostbridge.names.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.names.internal.NamesComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What clients are answered while the real ledger commits blocks. */
final class CommittedChangesTest {
  private static final int UPDATES = 200;
  private static final int REGISTRATION_BLOCKS = 1000;
  private static final int FEW_BLOCKS = 30;

  @TempDir Path data;
  private RunningChain chain;

  @BeforeEach
  void start() throws Exception {
    chain = new RunningChain(data, REGISTRATION_BLOCKS);
  }

  @AfterEach
  void stop() throws Exception {
    chain.close();
  }

  private static DnsQuestion question(String name) throws Exception {
    return new DnsQuestion(Name.fromString(name, Name.root).toWireCanonical(), Type.A);
  }

  /** As a transport asks: what is at hand first. */
  private static DnsAnswer ask(NamesComponent names, DnsQuestion question) {
    DnsAnswer atHand = names.cached(question);
    return atHand == null ? names.answer(question) : atHand;
  }

  private DnsAnswer ask(String name) throws Exception {
    return ask(chain.names(), question(name));
  }

  private static String address(int number) {
    return "10." + (number >> 16) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
  }

  /** The number in the address at the end of an answer. */
  private static int number(DnsAnswer answer) {
    byte[] sections = answer.sections();
    int at = sections.length - 3;
    return (sections[at] & 0xff) << 16 | (sections[at + 1] & 0xff) << 8 | (sections[at + 2] & 0xff);
  }

  @Test
  void noAnswerIsOlderThanAnAcknowledgedUpdate() throws Exception {
    NamesComponent names = chain.names();
    chain.register("alice.ghost", RunningChain.record("A", address(0)));
    chain.register("alias.ghost", RunningChain.record("CNAME", "alice.ghost."));
    chain.update("*.alice.ghost", RunningChain.record("CNAME", "alice.ghost."));
    var acknowledged = new AtomicLong();
    var height = new AtomicLong();
    var fromCache = new AtomicLong();
    var done = new AtomicBoolean();
    var stale = new ArrayList<Future<List<String>>>();
    try (var readers = Executors.newCachedThreadPool()) {
      for (String name : List.of("alice.ghost", "alias.ghost", "any.alice.ghost")) {
        DnsQuestion question = question(name);
        stale.add(
            readers.submit(
                () -> {
                  var found = new ArrayList<String>();
                  while (!done.get()) {
                    long atLeast = acknowledged.get();
                    fromCache.addAndGet(names.cached(question) == null ? 0 : 1);
                    int answered = number(ask(names, question));
                    if (answered < atLeast) {
                      found.add(name + ": " + answered + " after " + atLeast);
                    }
                  }
                  return found;
                }));
      }
      stale.add(readers.submit(() -> entriesOlderThan(names, height, done)));
      for (int i = 1; i <= UPDATES; i++) {
        height.set(chain.update("alice.ghost", RunningChain.record("A", address(i))));
        acknowledged.set(i);
      }
      done.set(true);
    }
    for (Future<List<String>> each : stale) {
      assertThat(each.get()).isEmpty();
    }
    assertThat(fromCache.get()).isPositive();
    for (String name : List.of("alice.ghost", "alias.ghost", "any.alice.ghost")) {
      assertThat(number(ask(name))).as(name).isEqualTo(UPDATES);
    }
  }

  private static List<String> entriesOlderThan(
      NamesComponent names, AtomicLong height, AtomicBoolean done) throws NameSourceException {
    var found = new ArrayList<String>();
    while (!done.get()) {
      long atLeast = height.get();
      NameEntry entry = names.find("alice.ghost").orElseThrow();
      if (entry.version() < atLeast) {
        found.add("entry of block " + entry.version() + " after " + atLeast);
      }
    }
    return found;
  }

  @Test
  void aNameThatWasDeniedIsFoundOnceItIsRegistered() throws Exception {
    assertThat(ask("www.bob.ghost").responseCode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(ask("bob.ghost").responseCode()).isEqualTo(Rcode.NXDOMAIN);
    chain.register("bob.ghost", RunningChain.record("A", address(1)));
    assertThat(number(ask("bob.ghost"))).isEqualTo(1);
    assertThat(ask("www.bob.ghost").responseCode()).isEqualTo(Rcode.NXDOMAIN);
    chain.update("www.bob.ghost", RunningChain.record("A", address(2)));
    assertThat(number(ask("www.bob.ghost"))).isEqualTo(2);
    chain.update("www.bob.ghost");
    assertThat(ask("www.bob.ghost").responseCode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void aTransferChangesTheOwnerAtOnce() throws Exception {
    chain.register("bob.ghost", RunningChain.record("A", address(1)));
    assertThat(chain.names().find("bob.ghost").orElseThrow().owner())
        .isEqualTo(chain.owner().toString());
    Address receiver = Address.ofEd25519(new byte[] {9});
    long height = chain.transfer("bob.ghost", receiver);
    NameEntry entry = chain.names().find("bob.ghost").orElseThrow();
    assertThat(entry.owner()).isEqualTo(receiver.toString());
    assertThat(entry.version()).isGreaterThanOrEqualTo(height);
    assertThat(number(ask("bob.ghost"))).isEqualTo(1);
  }

  @Test
  void anExpiredNameIsDeniedFromTheBlockOfItsExpiryOn(@TempDir Path other) throws Exception {
    chain.close();
    chain = new RunningChain(other, FEW_BLOCKS);
    long registered = chain.register("brief.ghost", RunningChain.record("A", address(1)));
    chain.update("www.brief.ghost", RunningChain.record("A", address(2)));
    long expiry = registered + FEW_BLOCKS;
    long height = 0;
    while (height < expiry) {
      // The clock of a chain is its blocks: each transaction makes one.
      height = chain.register("tick" + height + ".ghost", RunningChain.record("A", address(0)));
      int expected = height < expiry ? Rcode.NOERROR : Rcode.NXDOMAIN;
      assertThat(ask("brief.ghost").responseCode()).as("at " + height).isEqualTo(expected);
      assertThat(ask("www.brief.ghost").responseCode()).as("at " + height).isEqualTo(expected);
    }
    assertThat(chain.names().find("brief.ghost")).isEmpty();
  }
}
