package io.ghostbridge.bench;

import com.google.protobuf.ByteString;
import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.bench.chain.ChainClient;
import io.ghostbridge.bench.load.H2load;
import io.ghostbridge.bench.load.H2loadResult;
import io.ghostbridge.bench.subject.Subject;
import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ResolveDomain call that load generators repeat, and what must come back. */
record ResolveCall(H2load load, DomainResponse response) {
  /** The call's path. */
  static final String PATH = "/ghost.chain.v1.GhostChainService/ResolveDomain";

  /** A gRPC message stands behind a byte for compression and its length. */
  private static final int PREFIX = 5;

  private static final int NUMBER = 0;
  private static final DomainQuery QUERY =
      DomainQuery.newBuilder().setDomain(BenchNames.name(NUMBER)).build();
  private static final DNSRecord RECORD =
      DNSRecord.newBuilder()
          .setType("A")
          .setValue(BenchNames.address(NUMBER))
          .setTtl(BenchNames.TTL)
          .build();

  /** The call, with the answer that the node at {@code port} gives. */
  static ResolveCall answeredBy(int port, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    try (ChainClient client = new ChainClient(port)) {
      ResolveCall call = new ResolveCall(load(directory), client.resolve(QUERY));
      call.check(port);
      return call;
    }
  }

  /** The call, with an answer as ours would look; for runs without ours. */
  static ResolveCall answeredLikeOurs(Path directory) throws BenchmarkException, IOException {
    DomainResponse response =
        DomainResponse.newBuilder()
            .setDomain(QUERY.getDomain())
            .addRecords(RECORD)
            .setOwnerId("0x" + "Ab".repeat(20))
            .setSignature(ByteString.copyFrom(new byte[64]))
            .setTimestamp(1_800_000_000)
            .setTtl(BenchNames.TTL)
            .setSignerPublicKey(ByteString.copyFrom(new byte[32]))
            .setBlockHeight(2)
            .build();
    return new ResolveCall(load(directory), response);
  }

  /** The same over TLS. */
  ResolveCall overTls() {
    return new ResolveCall(load.overTls(), response);
  }

  private static H2load load(Path directory) throws BenchmarkException, IOException {
    Path file = directory.resolve("resolve-request");
    Files.write(file, frame(QUERY.toByteArray()));
    return new H2load(file, PATH);
  }

  /** The DATA bytes of the request. */
  byte[] requestFrame() {
    return frame(QUERY.toByteArray());
  }

  /** The DATA bytes of the answer. */
  byte[] responseFrame() {
    return frame(response.toByteArray());
  }

  private static byte[] frame(byte[] message) {
    return ByteBuffer.allocate(PREFIX + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /**
   * Calls the server at {@code port} as a gRPC client does, and as h2load does.
   *
   * @throws BenchmarkException if the answer is another than it must be
   */
  void check(int port) throws BenchmarkException, IOException, InterruptedException {
    try (ChainClient client = new ChainClient(port)) {
      DomainResponse answer = client.resolve(QUERY);
      if (!answer.getDomain().equals(QUERY.getDomain())
          || answer.getRecordsCount() != 1
          || !answer.getRecords(0).equals(RECORD)
          || answer.getSignature().size() != 64) {
        throw new BenchmarkException(
            "a wrong answer from port " + port + ": " + answer + "; expected " + RECORD);
      }
    }
    load.checkGrpcStatus(port);
  }

  /**
   * Holds a load's result against what must have come back.
   *
   * @throws BenchmarkException if a call failed, or the answers were not all of the one size
   */
  void verify(Subject subject, H2loadResult result) throws BenchmarkException {
    if (result.errors() != 0) {
      throw new BenchmarkException(
          result.errors() + " of " + result.total() + " calls to " + subject.name() + " failed");
    }
    long expected = result.total() * (PREFIX + response.getSerializedSize());
    if (result.dataBytes() != expected) {
      throw new BenchmarkException(
          subject.name()
              + " answered "
              + result.total()
              + " calls with "
              + result.dataBytes()
              + " bytes; expected "
              + expected);
    }
  }
}
