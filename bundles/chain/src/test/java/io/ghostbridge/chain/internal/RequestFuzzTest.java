package io.ghostbridge.chain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.names.internal.NamesComponent;
import io.ghostbridge.proto.chain.v1.DomainRegistration;
import io.ghostbridge.proto.chain.v1.DomainSubscription;
import io.ghostbridge.proto.chain.v1.ResolveDomainsRequest;
import io.ghostbridge.services.Network;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;

/** Whatever a client sends is served or refused with a status; no other exception gets out. */
class RequestFuzzTest {
  private static final NamesComponent NAMES =
      new NamesComponent(Path.of(System.getProperty("java.io.tmpdir"), "no-such-folder"), 1, 1);

  @FuzzTest
  void aQueryOfANameIsServedOrRefused(byte[] bytes) {
    try {
      var query = new ResolveRequest(bytes).parse();
      new Network("test-1").require(query.getNetwork());
      RecordTypes.canonical(query.getRecordTypesList());
      CanonicalName.of(NAMES, query.getDomain());
    } catch (StatusRuntimeException e) {
      Reasons.reasonOf(e);
    }
  }

  @FuzzTest
  void aBatchOfQueriesIsReadAsProtobufReadsItOrRefused(byte[] bytes) {
    List<ResolveRequest> queries;
    try {
      queries = new BatchRequest(bytes).queries(64);
    } catch (StatusRuntimeException e) {
      Reasons.reasonOf(e);
      return;
    }
    try {
      ResolveDomainsRequest read = ResolveDomainsRequest.parseFrom(bytes);
      assertThat(queries.stream().map(ResolveRequest::parse).toList())
          .isEqualTo(read.getQueriesList());
    } catch (InvalidProtocolBufferException e) {
      // A query that is malformed fails by itself; the others are answered.
      assertThat(queries).isNotNull();
    } catch (StatusRuntimeException e) {
      throw new AssertionError("protobuf reads what we refuse", e);
    }
  }

  @FuzzTest
  void aRegistrationIsServedOrRefused(byte[] bytes) {
    try {
      new RegistrationCheck(NAMES).require(DomainRegistration.parseFrom(bytes));
    } catch (StatusRuntimeException e) {
      Reasons.reasonOf(e);
    } catch (InvalidProtocolBufferException e) {
      // The dispatcher's part.
    }
  }

  @FuzzTest
  void aSubscriptionIsServedOrRefused(byte[] bytes) {
    try {
      new DomainEventFilter(NAMES, DomainSubscription.parseFrom(bytes));
    } catch (StatusRuntimeException e) {
      Reasons.reasonOf(e);
    } catch (InvalidProtocolBufferException e) {
      // The dispatcher's part.
    }
  }
}
