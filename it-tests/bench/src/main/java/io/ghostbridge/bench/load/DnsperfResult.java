package io.ghostbridge.bench.load;

import io.ghostbridge.bench.BenchmarkException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What dnsperf printed at its end.
 *
 * @param queriesPerSecond completed queries by wall-clock time
 * @param averageLatencyMicros from sending a query to its answer
 * @param noError answers with RCODE 0
 */
public record DnsperfResult(
    double queriesPerSecond, double averageLatencyMicros, long sent, long completed, long noError) {
  private static final Pattern RATE = Pattern.compile("Queries per second:\\s+([0-9.]+)");
  private static final Pattern LATENCY = Pattern.compile("Average Latency \\(s\\):\\s+([0-9.]+)");
  private static final Pattern SENT = Pattern.compile("Queries sent:\\s+(\\d+)");
  private static final Pattern COMPLETED = Pattern.compile("Queries completed:\\s+(\\d+)");
  private static final Pattern NO_ERROR = Pattern.compile("Response codes:.*NOERROR (\\d+)");

  /**
   * Reads dnsperf's output.
   *
   * @throws BenchmarkException if it holds no result
   */
  public static DnsperfResult parse(String output) throws BenchmarkException {
    return new DnsperfResult(
        Double.parseDouble(find(RATE, output)),
        Double.parseDouble(find(LATENCY, output)) * 1_000_000,
        Long.parseLong(find(SENT, output)),
        Long.parseLong(find(COMPLETED, output)),
        noError(output));
  }

  /** Codes that no answer had are not listed. */
  private static long noError(String output) {
    Matcher matcher = NO_ERROR.matcher(output);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private static String find(Pattern pattern, String output) throws BenchmarkException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new BenchmarkException(
          "dnsperf printed no result (nothing like '" + pattern + "'): " + output.strip());
    }
    return matcher.group(1);
  }
}
