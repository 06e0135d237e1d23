package io.ghostbridge.bench.client;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.client.Http3Policy;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A channel of HTTP/3 alone whose way to the node takes a while. How long its next answer takes is
 * measured while it has no connection: at first, and after it has idled.
 */
public final class FirstAnswer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SlowPath path;
  private final GhostChannel channel;

  /**
   * Connects to nobody yet.
   *
   * @param port of the node at the loopback address
   * @param certificate that it shows
   * @param delay of a datagram, each way
   * @param earlyData whether calls go with the first packets to a node that the channel knows
   */
  public FirstAnswer(int port, Path certificate, Duration delay, boolean earlyData)
      throws IOException {
    path = new SlowPath(port, delay);
    channel =
        GhostChannel.to("127.0.0.1:" + path.port())
            .tls(ClientTls.trusting(certificate))
            .http3(new Http3Policy(0, PATIENCE, Duration.ofMinutes(1), earlyData))
            .metrics(meters)
            .build();
  }

  /**
   * Calls, which makes a connection.
   *
   * @return from the call to its answer, in microseconds
   */
  public double micros() throws BenchmarkException {
    DomainQuery query = DomainQuery.newBuilder().setDomain(BenchNames.name(0)).build();
    long began = System.nanoTime();
    int records;
    try {
      records =
          GhostChainServiceGrpc.newBlockingStub(channel).resolveDomain(query).getRecordsCount();
    } catch (StatusRuntimeException e) {
      throw new BenchmarkException("the first call ended with " + e.getStatus(), e);
    }
    long nanos = System.nanoTime() - began;
    if (records != 1) {
      throw new BenchmarkException("a wrong answer for " + query.getDomain());
    }
    return nanos / 1000.0;
  }

  /** Returns when the connection has idled for as long as the node keeps it. */
  public void awaitIdle() throws BenchmarkException, InterruptedException {
    Gauge connections = meters.get("ghost.client.connections").tag("transport", "http3").gauge();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (connections.value() > 0) {
      if (System.nanoTime() > end) {
        throw new BenchmarkException("a connection without calls is still there after a minute");
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    channel.close();
    path.close();
  }
}
