package io.ghostbridge.bench.secure;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.Loopback;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes many calls over some connections, with one thread, and looks at each answer. */
public final class RawLoad {
  private static final int PREFIX = 5;

  /** Checking every MAC would make this side the slower one. */
  private static final int CHECK_EVERY = 1000;

  private final int port;
  private final String path;

  public RawLoad(int port, String path) {
    this.port = port;
    this.path = path;
  }

  /**
   * What came of a load.
   *
   * @param generatorPercent how busy this side's thread was: near 100, it is the limit
   */
  public record Result(
      long calls, double requestsPerSecond, double p50Micros, double generatorPercent) {}

  /**
   * Makes {@code calls} calls.
   *
   * @param streams how many are in flight on each connection
   * @param leastBytes how long an answer's message is at least
   * @throws BenchmarkException if a call has no answer, or one that is not authentic
   */
  public Result run(RequestSource requests, int connections, int streams, int calls, int leastBytes)
      throws BenchmarkException, IOException {
    long[] latencies = new long[calls];
    int[] ended = new int[1];
    RawConnection.Outcome outcome =
        (data, nanos) -> {
          if (data.length < PREFIX + leastBytes) {
            throw new BenchmarkException(
                "an answer has " + data.length + " bytes, expected " + (PREFIX + leastBytes));
          }
          if (ended[0] % CHECK_EVERY == 0
              && requests instanceof SecuredRequests secured
              && !secured.isAuthentic(Arrays.copyOfRange(data, PREFIX, data.length))) {
            throw new BenchmarkException("an answer is not authentic");
          }
          latencies[ended[0]++] = nanos;
        };
    List<RawConnection> all = new ArrayList<>();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        RawConnection connection =
            new RawConnection(Loopback.at(port), path, "127.0.0.1:" + port, requests, outcome);
        connection.register(selector);
        all.add(connection);
      }
      long cpu = threads.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      long begun = 0;
      for (RawConnection connection : all) {
        begun += connection.begin(streams, calls - begun);
        connection.flush();
      }
      while (ended[0] < calls) {
        if (selector.select(10_000) == 0) {
          throw new BenchmarkException(
              "the server is silent after " + ended[0] + " of " + calls + " answers");
        }
        for (SelectionKey key : selector.selectedKeys()) {
          RawConnection connection = (RawConnection) key.attachment();
          connection.read();
          begun += connection.begin(streams, calls - begun);
          connection.flush();
        }
        selector.selectedKeys().clear();
      }
      long nanos = System.nanoTime() - start;
      long used = threads.getCurrentThreadCpuTime() - cpu;
      Arrays.sort(latencies);
      return new Result(
          calls, calls * 1e9 / nanos, latencies[calls / 2] / 1e3, 100.0 * used / nanos);
    } finally {
      for (RawConnection connection : all) {
        connection.close();
      }
    }
  }
}
