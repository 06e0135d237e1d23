package io.ghostbridge.bench.chain;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.proto.dns.v1.CacheFlushRequest;
import io.ghostbridge.proto.dns.v1.GhostDNSServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An operator's calls, through the node's Unix domain socket. */
public final class OperatorClient {
  private static final long CALL_SECONDS = 10;

  private OperatorClient() {}

  /**
   * Makes the node forget every answer that it keeps.
   *
   * @param socket the node's {@code admin.sock}
   */
  public static void flushCache(Path socket) throws BenchmarkException {
    try (OperatorChannel operator = new OperatorChannel(socket)) {
      GhostDNSServiceGrpc.newBlockingStub(operator.channel())
          .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
          .flushCache(CacheFlushRequest.newBuilder().setFlushAll(true).build());
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException("FlushCache ended with " + e.getStatus(), e);
    }
  }
}
