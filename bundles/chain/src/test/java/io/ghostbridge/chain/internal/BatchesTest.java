package io.ghostbridge.chain.internal;

import static io.ghostbridge.chain.internal.Reasons.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.DomainResult;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceBlockingStub;
import io.ghostbridge.proto.chain.v1.ResolveDomainsRequest;
import io.ghostbridge.proto.chain.v1.ResolveDomainsResponse;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchesTest {
  @TempDir Path data;
  private ServedChain chain;
  private GhostChainServiceBlockingStub stub;

  @BeforeEach
  void serve() throws IOException {
    chain = new ServedChain(data, 10);
    stub = chain.blocking();
    for (int i = 0; i < 5; i++) {
      chain.source.put(entry("name" + i + ".ghost", 1));
    }
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  @Test
  void resultsComeInOrderAndAreWhatResolveDomainAnswers() {
    List<DomainQuery> queries = new ArrayList<>();
    for (int i : new int[] {3, 0, 4, 0, 2}) {
      queries.add(query("name" + i + ".ghost"));
    }
    ResolveDomainsResponse first = resolve(queries);
    assertThat(first.getResultsList())
        .extracting(DomainResult::getResponse)
        .isEqualTo(queries.stream().map(stub::resolveDomain).toList());
    assertThat(resolve(queries)).isEqualTo(first);
  }

  @Test
  void eachQueryHasTheStatusThatItHasAlone() {
    List<DomainQuery> queries =
        List.of(
            query("nobody.ghost"),
            query("name1.ghost"),
            query("a..ghost"),
            query("name1.ghost").toBuilder().setNetwork("other-1").build(),
            query("name1.ghost").toBuilder().addRecordTypes("BOGUS").build(),
            query("name2.ghost"));
    List<DomainResult> results = resolve(queries).getResultsList();
    assertThat(results).hasSize(queries.size());
    List<Integer> failed = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).hasFailure()) {
        failed.add(i);
        DomainQuery query = queries.get(i);
        var failure = results.get(i).getFailure();
        String alone =
            assertFails(
                Status.fromCodeValue(failure.getCode()).getCode(),
                failure.getReason(),
                () -> stub.resolveDomain(query));
        assertThat(failure.getMessage()).isEqualTo(alone);
      } else {
        assertThat(results.get(i).getResponse()).isEqualTo(stub.resolveDomain(queries.get(i)));
      }
    }
    assertThat(failed).containsExactly(0, 2, 3, 4);
  }

  @Test
  void aSourceThatFailsCostsItsNamesOnly() {
    stub.resolveDomain(query("name1.ghost"));
    chain.source.fail();
    List<DomainResult> results =
        resolve(List.of(query("name1.ghost"), query("unknown.ghost"))).getResultsList();
    assertThat(results.get(0).getResponse().getDomain()).isEqualTo("name1.ghost");
    assertThat(results.get(1).getFailure().getCode()).isEqualTo(Status.Code.UNAVAILABLE.value());
    assertThat(results.get(1).getFailure().getReason()).isEqualTo("NAME_SOURCE_UNAVAILABLE");
  }

  @Test
  void aChangedNameIsAnsweredAnewAmongOthersThatAreKept() {
    List<DomainQuery> queries = List.of(query("name1.ghost"), query("name2.ghost"));
    ResolveDomainsResponse before = resolve(queries);
    chain.source.put(entry("name2.ghost", 8));
    ResolveDomainsResponse after = resolve(queries);
    assertThat(after.getResults(0)).isEqualTo(before.getResults(0));
    assertThat(after.getResults(1).getResponse().getBlockHeight()).isEqualTo(8);
  }

  @Test
  void noQueryIsNoResult() {
    assertThat(resolve(List.of())).isEqualTo(ResolveDomainsResponse.getDefaultInstance());
  }

  @Test
  void moreQueriesThanAllowedAreRefusedTogether() {
    List<DomainQuery> most = Collections.nCopies(ServedChain.MAXIMUM_QUERIES, query("name0.ghost"));
    assertThat(resolve(most).getResultsCount()).isEqualTo(ServedChain.MAXIMUM_QUERIES);
    List<DomainQuery> more = new ArrayList<>(most);
    more.add(query("name1.ghost"));
    assertThat(assertFails(Status.Code.INVALID_ARGUMENT, "TOO_MANY_QUERIES", () -> resolve(more)))
        .contains("more than 100", "maximumQueriesPerCall");
  }

  @Test
  void answersBeyondTheBytesOfACallFailByThemselves() {
    List<NameRecord> large =
        Collections.nCopies(200, new NameRecord("TXT", "\"" + "x".repeat(200) + "\"", 0, 60));
    chain.source.put(new NameEntry("large.ghost", "0x1", large, 3, 4));
    DomainResponse alone = stub.resolveDomain(query("large.ghost"));
    int fitting = BatchAnswer.MAXIMUM_BYTES / (alone.getSerializedSize() + 8);
    List<DomainQuery> queries = new ArrayList<>(Collections.nCopies(60, query("large.ghost")));
    queries.add(query("name1.ghost"));
    ResolveDomainsResponse response = resolve(queries);
    assertThat(response.getSerializedSize()).isLessThan(BatchAnswer.MAXIMUM_BYTES + (64 << 10));
    for (int i = 0; i < 60; i++) {
      DomainResult result = response.getResults(i);
      assertThat(result.hasResponse()).as("result %d", i).isEqualTo(i < fitting);
      if (!result.hasResponse()) {
        assertThat(result.getFailure().getReason()).isEqualTo("ANSWER_TOO_LARGE");
      }
    }
    assertThat(response.getResults(60).getResponse().getDomain()).isEqualTo("name1.ghost");
  }

  @Test
  void bytesThatAreNoBatchAreRefused() {
    assertFails(
        Status.Code.INVALID_ARGUMENT,
        "MALFORMED_REQUEST",
        () -> new BatchRequest(new byte[] {10, 127}).queries(10));
  }

  private ResolveDomainsResponse resolve(List<DomainQuery> queries) {
    return stub.resolveDomains(ResolveDomainsRequest.newBuilder().addAllQueries(queries).build());
  }

  private static NameEntry entry(String name, long version) {
    return new NameEntry(
        name, "0xowner", List.of(new NameRecord("A", "192.0.2.1", 0, 300)), version, 4);
  }

  private static DomainQuery query(String name) {
    return DomainQuery.newBuilder().setDomain(name).build();
  }
}
