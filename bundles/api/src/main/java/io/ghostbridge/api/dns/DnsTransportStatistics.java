package io.ghostbridge.api.dns;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** What a DNS transport has counted since it started; each transport registers one as a service. */
@ConsumerType
public interface DnsTransportStatistics {
  /**
   * A reading of the counters.
   *
   * @param queries questions received, malformed ones included
   * @param cacheHits questions answered without asking a source
   * @param responseNanos the time from receipt to answer of all answered questions, summed, in
   *     nanoseconds
   * @param responses questions answered
   * @param openConnections TCP connections open now
   * @param queryTypes questions by mnemonic, such as {@code AAAA}, or {@code TYPE65280} for a type
   *     without one
   * @param responseCodes answers by mnemonic, such as {@code NXDOMAIN}
   */
  record Snapshot(
      long queries,
      long cacheHits,
      long responseNanos,
      long responses,
      long openConnections,
      Map<String, Long> queryTypes,
      Map<String, Long> responseCodes) {
    /** Copies the maps. */
    public Snapshot {
      queryTypes = Map.copyOf(queryTypes);
      responseCodes = Map.copyOf(responseCodes);
    }
  }

  /** The counters now. */
  Snapshot snapshot();
}
