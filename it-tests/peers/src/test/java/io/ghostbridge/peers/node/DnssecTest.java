package io.ghostbridge.peers.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.peers.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** delv and a validating Unbound, which trust the key that the node shows, judge its answers. */
class DnssecTest {
  private static final String ZONE =
      """
      $TTL 60
      alice IN A 192.0.2.1
      alice IN AAAA 2001:db8::1
      alice IN MX 10 Mail.Alice.Ghost.
      alice IN HTTPS 1 Svc.Alice.Ghost. alpn=h2
      www.alice IN CNAME alice.ghost.
      far.alice IN CNAME www.alice.ghost.
      lost IN CNAME nowhere.ghost.
      *.alice IN A 192.0.2.9
      deep.er.alice IN TXT "text"
      sub IN NS ns.sub.ghost.
      """;

  private static final String CHANGED_ADDRESS = "192.0.2.66";
  private static final int CHANGED_TYPE = Type.SSHFP;

  @TempDir static Path directory;
  private static Node node;
  private static DnsMiddle middle;
  private static DnsMiddle child;
  private static Unbound unbound;

  @BeforeAll
  static void start() throws Exception {
    node = Node.start(Files.createDirectory(directory.resolve("data")));
    node.command("name", "import", Files.writeString(directory.resolve("zone"), ZONE).toString());
    String[] key = node.command("dnssec", "ds", "ghost", "--dnskey").strip().split(" ", -1);
    Files.writeString(
        directory.resolve("delv.key"),
        "trust-anchors { \"ghost.\" static-key %s %s %s \"%s\"; };\n"
            .formatted(key[4], key[5], key[6], key[7]));
    Files.writeString(directory.resolve("anchor"), node.command("dnssec", "ds", "ghost"));
    middle =
        DnsMiddle.start(Integer.parseInt(node.dnsPort()), (query, here) -> here.forward(query));
    child = DnsMiddle.start(0, (query, here) -> ofChild(query));
    unbound =
        Unbound.start(
            Files.createDirectory(directory.resolve("unbound")),
            "trust-anchor-file: \"" + directory.resolve("anchor") + "\"\ncache-max-ttl: 0",
            "ghost. " + middle.port(),
            "sub.ghost. " + child.port());
  }

  @AfterAll
  static void stop() {
    if (unbound != null) {
      unbound.close();
    }
    if (middle != null) {
      middle.close();
      child.close();
    }
    if (node != null) {
      node.close();
    }
  }

  /** A server of the unsigned zone that sub.ghost is delegated to. */
  private static Message ofChild(Message query) throws IOException {
    var response = new Message(query.getHeader().getID());
    response.getHeader().setFlag(Flags.QR);
    response.getHeader().setFlag(Flags.AA);
    Record question = query.getQuestion();
    response.addRecord(question, Section.QUESTION);
    if (question.getType() == Type.A) {
      response.addRecord(
          new ARecord(question.getName(), DClass.IN, 60, InetAddress.getByName("192.0.2.77")),
          Section.ANSWER);
    }
    return response;
  }

  private static String delv(int port, String name, String type) throws Exception {
    Command.Output output =
        Command.named("delv", "bind9-dnsutils")
            .run(
                "@127.0.0.1",
                "-p",
                Integer.toString(port),
                "-a",
                directory.resolve("delv.key").toString(),
                "+root=ghost",
                name,
                type);
    return output.out() + output.err();
  }

  @ParameterizedTest
  @CsvSource({
    "alice.ghost, A, fully validated",
    "alice.ghost, AAAA, fully validated",
    "alice.ghost, MX, fully validated",
    "alice.ghost, HTTPS, fully validated",
    "alice.ghost, ANY, fully validated",
    "www.alice.ghost, A, fully validated",
    "far.alice.ghost, A, fully validated",
    "any.alice.ghost, A, fully validated",
    "ghost, SOA, fully validated",
    "ghost, NS, fully validated",
    "ghost, DNSKEY, fully validated",
    "ghost, CDS, fully validated",
    "ghost, CDNSKEY, fully validated",
    "absent.ghost, A, 'negative response, fully validated'",
    "alice.ghost, TXT, 'negative response, fully validated'",
    "any.alice.ghost, TXT, 'negative response, fully validated'",
    "er.alice.ghost, A, 'negative response, fully validated'",
    "ghost, TXT, 'negative response, fully validated'",
    "sub.ghost, DS, 'negative response, fully validated'"
  })
  void delvValidatesEachKindOfAnswer(String name, String type, String verdict) throws Exception {
    assertThat(delv(Integer.parseInt(node.dnsPort()), name, type)).contains("; " + verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "alice.ghost, A, 1",
    "alice.ghost, MX, 1",
    "alice.ghost, HTTPS, 1",
    "www.alice.ghost, A, 2",
    "far.alice.ghost, A, 3",
    "any.alice.ghost, A, 1",
    "lost.ghost, A, 1",
    "ghost, SOA, 1",
    "ghost, DNSKEY, 2",
    "absent.ghost, A, 0",
    "below.absent.ghost, AAAA, 0",
    "alice.ghost, TXT, 0",
    "any.alice.ghost, TXT, 0",
    "er.alice.ghost, A, 0",
    "sub.ghost, DS, 0"
  })
  void unboundValidatesEachKindOfAnswer(String name, String type, int answers) throws Exception {
    Message answer = unbound.ask(name, Type.value(type));
    assertThat(answer.getRcode()).as(answer.toString()).isEqualTo(Rcode.NOERROR);
    assertThat(answer.getHeader().getFlag(Flags.AD)).as(answer.toString()).isTrue();
    assertThat(answer.getSection(Section.ANSWER))
        .filteredOn(each -> each.getType() != Type.RRSIG)
        .hasSize(answers);
  }

  @Test
  void unboundTakesAnswersOfAnUnsignedZoneBelowSinceItsDelegationIsProvenUnsigned()
      throws Exception {
    Message answer = unbound.ask("host.sub.ghost", Type.A);
    assertThat(answer.getRcode()).as(answer.toString()).isEqualTo(Rcode.NOERROR);
    assertThat(answer.getHeader().getFlag(Flags.AD)).isFalse();
    assertThat(answer.getSection(Section.ANSWER).getFirst().rdataToString())
        .isEqualTo("192.0.2.77");
  }

  @ParameterizedTest
  @CsvSource({
    "alice.ghost, A",
    "www.alice.ghost, A",
    "any.alice.ghost, A",
    "absent.ghost, A",
    "alice.ghost, TXT"
  })
  void unboundAndDelvRefuseWhatWasChangedOnTheWay(String name, String type) throws Exception {
    middle.behave((query, here) -> changed(here.forward(query)));
    try {
      awaitRefusal(name, Type.value(type));
      assertThat(delv(middle.port(), name, type))
          .containsPattern("resolution failed: (RRSIG failed to verify|broken trust chain)");
    } finally {
      middle.behave((query, here) -> here.forward(query));
    }
  }

  /** Unbound gives an answer of before until its second is over; nothing that was changed. */
  private static void awaitRefusal(String name, int type) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Message answer = unbound.ask(name, type);
    while (answer.getRcode() != Rcode.SERVFAIL && System.nanoTime() < end) {
      assertThat(answer.toString()).doesNotContain(CHANGED_ADDRESS, Type.string(CHANGED_TYPE));
      answer = unbound.ask(name, type);
    }
    assertThat(answer.getRcode()).as(answer.toString()).isEqualTo(Rcode.SERVFAIL);
  }

  /** Another address for each, and one more type in each proof. */
  private static Message changed(Message message) throws IOException {
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
      List<Record> records = new ArrayList<>(message.getSection(section));
      message.removeAllRecords(section);
      for (Record each : records) {
        message.addRecord(changed(each), section);
      }
    }
    return message;
  }

  private static Record changed(Record record) throws IOException {
    Name name = record.getName();
    long ttl = record.getTTL();
    return switch (record) {
      case ARecord _ -> new ARecord(name, DClass.IN, ttl, InetAddress.getByName(CHANGED_ADDRESS));
      case NSECRecord proof ->
          new NSECRecord(
              name,
              DClass.IN,
              ttl,
              proof.getNext(),
              new int[] {Type.RRSIG, Type.NSEC, CHANGED_TYPE});
      default -> record;
    };
  }

  @Test
  void unboundRefusesAnswersWithoutTheirSignatures() throws Exception {
    middle.behave(
        (query, here) -> {
          Message message = here.forward(query);
          if (query.getQuestion().getType() == Type.A) {
            for (Record each : List.copyOf(message.getSection(Section.ANSWER))) {
              if (each.getType() == Type.RRSIG) {
                message.removeRecord(each, Section.ANSWER);
              }
            }
          }
          return message;
        });
    try {
      awaitRefusal("alice.ghost", Type.A);
    } finally {
      middle.behave((query, here) -> here.forward(query));
    }
  }

  @Test
  void unboundRefusesTheProofOfAnotherNamesAbsence() throws Exception {
    Name absent = Name.fromString("absent.ghost.");
    middle.behave(
        (query, here) -> {
          Record question = query.getQuestion();
          if (question.getType() != Type.AAAA) {
            return here.forward(query);
          }
          Message message = here.ask(absent, Type.AAAA);
          message.removeAllRecords(Section.QUESTION);
          message.addRecord(question, Section.QUESTION);
          return message;
        });
    try {
      awaitRefusal("alice.ghost", Type.AAAA);
    } finally {
      middle.behave((query, here) -> here.forward(query));
    }
  }
}
