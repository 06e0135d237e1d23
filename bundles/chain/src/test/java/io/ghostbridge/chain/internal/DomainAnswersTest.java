package io.ghostbridge.chain.internal;

import static io.ghostbridge.chain.internal.Reasons.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.crypto.ed25519.internal.Ed25519Scheme;
import io.ghostbridge.names.internal.NamesComponent;
import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.services.Network;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainAnswersTest {
  private static final List<NameRecord> RECORDS =
      List.of(
          new NameRecord("A", "192.0.2.1", 0, 300),
          new NameRecord("MX", "mail.alice.ghost.", 10, 60),
          new NameRecord("TXT", "\"hello\"", 0, 600));

  @TempDir Path data;
  private final Ed25519Scheme scheme = new Ed25519Scheme();
  private final SigningKey key = scheme.fromSeed(new byte[32]);
  private final FixedSource source = new FixedSource();
  private NamesComponent names;
  private DomainAnswers answers;

  @BeforeEach
  void open() {
    names = new NamesComponent(data, 1, 1);
    names.addSource(source, Map.of());
    source.put(new NameEntry("alice.ghost", "0xowner", RECORDS, 7, 1_700_000_000));
    answers = new DomainAnswers(names, new Network("test-1"), key, 1 << 20);
  }

  @AfterEach
  void close() {
    names.close();
    key.close();
    scheme.close();
  }

  @Test
  void anAnswerHoldsAllThatTheChainSaysAndIsSigned() throws IOException {
    DomainResponse answer = ask(query("Alice.GHOST."));
    assertThat(answer.getDomain()).isEqualTo("alice.ghost");
    assertThat(answer.getOwnerId()).isEqualTo("0xowner");
    assertThat(answer.getTimestamp()).isEqualTo(1_700_000_000);
    assertThat(answer.getBlockHeight()).isEqualTo(7);
    assertThat(answer.getTtl()).isEqualTo(60);
    assertThat(answer.getRecordsList())
        .containsExactly(
            record("A", "192.0.2.1", 0, 300),
            record("MX", "mail.alice.ghost.", 10, 60),
            record("TXT", "\"hello\"", 0, 600));
    assertThat(signatureHolds(answer, "test-1", List.of())).isTrue();
    assertThat(signatureHolds(answer, "test-2", List.of())).isFalse();
    assertThat(signatureHolds(answer, "test-1", List.of("A"))).isFalse();
  }

  @Test
  void onlyTheTypesAskedForAreAnsweredWhateverTheirCaseAndOrder() throws IOException {
    DomainResponse answer = ask(query("alice.ghost", "txt", "A", "a"));
    assertThat(answer.getRecordsList())
        .containsExactly(record("A", "192.0.2.1", 0, 300), record("TXT", "\"hello\"", 0, 600));
    assertThat(answer.getTtl()).isEqualTo(300);
    assertThat(signatureHolds(answer, "test-1", List.of("A", "TXT"))).isTrue();
  }

  @Test
  void aNameWithoutRecordsOfTheTypeIsAnsweredWithNoneAndNotKept() throws IOException {
    DomainResponse answer = ask(query("alice.ghost", "AAAA"));
    assertThat(answer.getRecordsList()).isEmpty();
    assertThat(answer.getTtl()).isZero();
    assertThat(signatureHolds(answer, "test-1", List.of("AAAA"))).isTrue();
  }

  @Test
  void anAnswerIsReadyUntilTheNameChangesAndNotAMomentLonger() throws IOException {
    ResolveRequest request = request(query("alice.ghost"));
    assertThat(answers.ready(request)).isNull();
    SerializedMessage first = answers.make(request);
    assertThat(answers.ready(request)).isSameAs(first);
    assertThat(answers.ready(request(query("alice.ghost", "A")))).isNull();
    source.put(
        new NameEntry(
            "alice.ghost",
            "0xowner",
            List.of(new NameRecord("A", "192.0.2.2", 0, 1)),
            8,
            1_700_000_001));
    assertThat(answers.ready(request)).isNull();
    DomainResponse second = ask(query("alice.ghost"));
    assertThat(second.getRecordsList()).containsExactly(record("A", "192.0.2.2", 0, 1));
    assertThat(second.getBlockHeight()).isEqualTo(8);
  }

  @Test
  void aLongRequestIsAnsweredButNotKept() throws IOException {
    DomainQuery.Builder query = query("alice.ghost").toBuilder();
    for (int i = 0; i < 24; i++) {
      query.addRecordTypes("HTTPS");
    }
    query.setUnknownFields(
        com.google.protobuf.UnknownFieldSet.newBuilder()
            .addField(
                99,
                com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(com.google.protobuf.ByteString.copyFrom(new byte[600]))
                    .build())
            .build());
    ask(query.build());
    assertThat(answers.ready(request(query.build()))).isNull();
  }

  @Test
  void whatCannotBeAnsweredIsRefusedWithItsReason() {
    assertThat(
            assertFails(Status.Code.NOT_FOUND, "NAME_NOT_FOUND", () -> ask(query("nobody.ghost"))))
        .contains("nobody.ghost", "test-1");
    for (String wrong : List.of("", ".", "a..ghost", "x".repeat(64) + ".ghost", "a\u0000.ghost")) {
      assertFails(Status.Code.INVALID_ARGUMENT, "NAME_INVALID", () -> ask(query(wrong)));
    }
    assertThat(
            assertFails(
                Status.Code.INVALID_ARGUMENT,
                "RECORD_TYPE_INVALID",
                () -> ask(query("alice.ghost", "A", "BOGUS"))))
        .contains("'BOGUS'", "AAAA");
    assertThat(
            assertFails(
                Status.Code.FAILED_PRECONDITION,
                "NETWORK_MISMATCH",
                () -> ask(query("alice.ghost").toBuilder().setNetwork("other-1").build())))
        .contains("'other-1'", "'test-1'");
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "MALFORMED_REQUEST",
        () -> answers.make(new ResolveRequest(new byte[] {10, 127})));
    source.fail();
    assertFails(Status.Code.UNAVAILABLE, "NAME_SOURCE_UNAVAILABLE", () -> ask(query("bob.ghost")));
  }

  private DomainResponse ask(DomainQuery query) throws IOException {
    return DomainResponse.parseFrom(
        SerializedMessage.MARSHALLER.stream(answers.make(request(query))));
  }

  private boolean signatureHolds(DomainResponse answer, String chainId, List<String> types) {
    return scheme.verify(
        answer.getSignerPublicKey().toByteArray(),
        DomainSignature.signedBytes(answer, chainId, new TreeSet<>(types)),
        answer.getSignature().toByteArray());
  }

  private static ResolveRequest request(DomainQuery query) {
    return new ResolveRequest(query.toByteArray());
  }

  private static DomainQuery query(String domain, String... types) {
    return DomainQuery.newBuilder()
        .setDomain(domain)
        .addAllRecordTypes(Arrays.asList(types))
        .build();
  }

  private static DNSRecord record(String type, String value, int priority, int ttl) {
    return DNSRecord.newBuilder()
        .setType(type)
        .setValue(value)
        .setPriority(priority)
        .setTtl(ttl)
        .build();
  }
}
