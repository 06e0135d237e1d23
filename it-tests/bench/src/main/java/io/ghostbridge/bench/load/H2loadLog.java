package io.ghostbridge.bench.load;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The latencies in a file that {@code h2load --log-file} wrote: a line a call with the time it was
 * sent (microseconds since 1970), the HTTP status and the microseconds to the end of its answer.
 */
public final class H2loadLog {
  private final long[] latencies;

  private H2loadLog(long[] sortedLatencies) {
    this.latencies = sortedLatencies;
  }

  /**
   * Reads the calls that were sent from {@code fromMicros} to {@code toMicros} after the first one.
   *
   * @throws IOException if there are none
   */
  public static H2loadLog read(Path file, long fromMicros, long toMicros) throws IOException {
    return parse(Files.readAllLines(file, StandardCharsets.US_ASCII), fromMicros, toMicros);
  }

  static H2loadLog parse(List<String> lines, long fromMicros, long toMicros) throws IOException {
    long[] sent = new long[lines.size()];
    long[] latency = new long[lines.size()];
    for (int i = 0; i < sent.length; i++) {
      Iterator<String> columns = Splitter.on('\t').split(lines.get(i)).iterator();
      sent[i] = Long.parseLong(columns.next());
      columns.next();
      latency[i] = Long.parseLong(columns.next());
    }
    long first = Arrays.stream(sent).min().orElse(0);
    int count = 0;
    for (int i = 0; i < sent.length; i++) {
      if (sent[i] - first >= fromMicros && sent[i] - first <= toMicros) {
        latency[count++] = latency[i];
      }
    }
    if (count == 0) {
      throw new IOException("h2load logged no call between the given times");
    }
    long[] sorted = Arrays.copyOf(latency, count);
    Arrays.sort(sorted);
    return new H2loadLog(sorted);
  }

  /** The latency that {@code percent} of the calls do not exceed, in microseconds. */
  public double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * latencies.length);
    return latencies[Math.max(0, rank - 1)];
  }
}
