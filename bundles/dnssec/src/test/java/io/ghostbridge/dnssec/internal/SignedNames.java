package io.ghostbridge.dnssec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.crypto.ecdsa.p256.internal.EcdsaP256;
import io.ghostbridge.crypto.ed25519.internal.Ed25519Scheme;
import io.ghostbridge.names.internal.NamesComponent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The resolver of names with zone files and our signer, asked as a transport asks. */
final class SignedNames implements AutoCloseable {
  static final Map<Algorithm, SignatureScheme> SCHEMES =
      Map.of(Algorithm.ECDSA_P256, new EcdsaP256(null), Algorithm.ED25519, new Ed25519Scheme(null));

  private final NamesComponent names;
  private final InstantSource clock;

  private SignedNames(NamesComponent names, InstantSource clock) {
    this.names = names;
    this.clock = clock;
  }

  static SignedNames of(Path data, Map<String, String> zoneFiles, InstantSource clock)
      throws IOException {
    Path zones = Files.createDirectories(data.resolve("names").resolve("zones"));
    for (var each : zoneFiles.entrySet()) {
      Files.writeString(zones.resolve(each.getKey() + ".zone"), each.getValue());
    }
    return new SignedNames(new NamesComponent(data, 8, 8), clock);
  }

  NamesComponent names() {
    return names;
  }

  static DnsQuestion question(String name, int type, boolean dnssecOk, boolean compactOk)
      throws IOException {
    return new DnsQuestion(
        Name.fromString(name, Name.root).toWireCanonical(), type, dnssecOk, compactOk);
  }

  /** The whole response to a question with the DO bit. */
  Message ask(String name, int type) throws IOException {
    return ask(question(name, type, true, false));
  }

  Message ask(DnsQuestion question) throws IOException {
    DnsAnswer cached = names.cached(question);
    DnsAnswer answer = cached == null ? names.answer(question) : cached;
    byte[] name = question.name();
    ByteBuffer message =
        ByteBuffer.allocate(12 + name.length + 4 + answer.sections().length)
            .putShort((short) 0)
            .putShort(
                (short) (0x8000 | (answer.authoritative() ? 0x400 : 0) | answer.responseCode()))
            .putShort((short) 1)
            .putShort((short) answer.answerCount())
            .putShort((short) answer.authorityCount())
            .putShort((short) answer.additionalCount())
            .put(name)
            .putShort((short) question.type())
            .putShort((short) DClass.IN)
            .put(answer.sections());
    return new Message(message.array());
  }

  /** The sets of a section without signatures. */
  static List<RRset> sets(Message message, int section) {
    return message.getSectionRRsets(section).stream()
        .filter(each -> each.getType() != Type.RRSIG && !each.rrs(false).isEmpty())
        .toList();
  }

  /** Every set of both sections has a signature by a key of {@code zone}; returns the key tags. */
  List<Integer> verifyAll(Message message, String zone, int... unsigned) throws Exception {
    var keys = keys(zone);
    var tags = new ArrayList<Integer>();
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
      for (RRset set : sets(message, section)) {
        boolean expected = true;
        for (int type : unsigned) {
          expected &= set.getType() != type;
        }
        assertThat(set.sigs()).as("signatures of %s", set).hasSize(expected ? 1 : 0);
        for (RRSIGRecord signature : set.sigs()) {
          tags.add(verify(set, signature, keys));
        }
      }
    }
    return tags;
  }

  private int verify(RRset set, RRSIGRecord signature, List<DNSKEYRecord> keys) throws Exception {
    for (DNSKEYRecord key : keys) {
      if (key.getFootprint() == signature.getFootprint()) {
        DNSSEC.verify(set, signature, key, now());
        return key.getFootprint();
      }
    }
    throw new AssertionError("no key has the tag of " + signature);
  }

  private Instant now() {
    return clock.instant();
  }

  /** The zone's keys, after each KSK's signature of them was verified. */
  List<DNSKEYRecord> keys(String zone) throws Exception {
    Message message = ask(zone, Type.DNSKEY);
    RRset set = sets(message, Section.ANSWER).getFirst();
    var keys = new ArrayList<DNSKEYRecord>();
    for (Record each : set.rrs(false)) {
      keys.add((DNSKEYRecord) each);
    }
    List<DNSKEYRecord> signers =
        keys.stream().filter(each -> (each.getFlags() & DNSKEYRecord.Flags.SEP_KEY) != 0).toList();
    assertThat(set.sigs()).hasSameSizeAs(signers);
    for (RRSIGRecord signature : set.sigs()) {
      verify(set, signature, signers);
    }
    return keys;
  }

  @Override
  public void close() {
    names.close();
  }
}
