package io.ghostbridge.bench.load;

import io.ghostbridge.bench.BenchmarkException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What h2load printed at its end.
 *
 * @param requestsPerSecond completed requests by wall-clock time
 * @param total requests that were to be made
 * @param succeeded requests that got a whole answer with status 2xx
 * @param status2xx answers with status 2xx
 * @param dataBytes the bytes of all DATA frames' payloads
 */
public record H2loadResult(
    double requestsPerSecond, long total, long succeeded, long status2xx, long dataBytes) {
  private static final Pattern RATE = Pattern.compile("finished in [0-9.]+[a-z]+, ([0-9.]+) req/s");
  private static final Pattern REQUESTS =
      Pattern.compile("requests: (\\d+) total, \\d+ started, \\d+ done, (\\d+) succeeded");
  private static final Pattern STATUS = Pattern.compile("status codes: (\\d+) 2xx");
  private static final Pattern DATA = Pattern.compile("traffic: .* \\((\\d+)\\) data");

  /**
   * Reads h2load's output.
   *
   * @throws BenchmarkException if it holds no result
   */
  public static H2loadResult parse(String output) throws BenchmarkException {
    Matcher requests = find(REQUESTS, output);
    return new H2loadResult(
        Double.parseDouble(find(RATE, output).group(1)),
        Long.parseLong(requests.group(1)),
        Long.parseLong(requests.group(2)),
        Long.parseLong(find(STATUS, output).group(1)),
        Long.parseLong(find(DATA, output).group(1)));
  }

  /** Requests that failed, whatever way. */
  public long errors() {
    return total - Math.min(succeeded, status2xx);
  }

  private static Matcher find(Pattern pattern, String output) throws BenchmarkException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new BenchmarkException(
          "h2load printed no result (nothing like '" + pattern + "'): " + output.strip());
    }
    return matcher;
  }
}
