package io.ghostbridge.bench.report;

/** What can be measured, with its unit and the way it improves. */
public enum Metric {
  /** Completed requests by wall-clock time. */
  REQUESTS_PER_SECOND("1/s", Better.HIGHER),
  /** Answered DNS queries by wall-clock time. */
  QUERIES_PER_SECOND("1/s", Better.HIGHER),
  /** User and system time of the server process, by completed requests. */
  CPU_MICROSECONDS_PER_REQUEST("us", Better.LOWER),
  /** User and system time of the server process, by answered queries. */
  CPU_MICROSECONDS_PER_QUERY("us", Better.LOWER),
  /** User and system time of the server process, by transactions in blocks. */
  CPU_MICROSECONDS_PER_TRANSACTION("us", Better.LOWER),
  /** User and system time of the server process, by committed blocks. */
  CPU_MICROSECONDS_PER_BLOCK("us", Better.LOWER),
  /** User and system time of the server process, by wall-clock time of all the machine's cores. */
  CPU_PERCENT_OF_MACHINE("%", Better.LOWER),
  /** The most memory that the server process held (VmHWM). */
  RESIDENT_MEGABYTES("MB", Better.LOWER),
  /** By how much open connections raised that, by their number. */
  KILOBYTES_PER_CONNECTION("KB", Better.LOWER),
  /** From sending a request to the end of its answer, on average. */
  LATENCY_AVERAGE_MICROSECONDS("us", Better.LOWER),
  /** From sending a request to the end of its answer, the median. */
  LATENCY_P50_MICROSECONDS("us", Better.LOWER),
  /** From sending a request to the end of its answer, the 99th percentile. */
  LATENCY_P99_MICROSECONDS("us", Better.LOWER),
  /** The longest of all. */
  LATENCY_MAX_MICROSECONDS("us", Better.LOWER),
  /** Calls that ran before their connection's handshake was complete. */
  EARLY_CALLS_PERCENT("%", Better.HIGHER),
  /** Calls and connections that failed. */
  UNEXPECTED_ERRORS("1", Better.LOWER),
  /** Calls that ended. */
  CALLS("1", Better.HIGHER),
  /** Streams that ended before their last message. */
  TRUNCATED_STREAMS("1", Better.LOWER),
  /**
   * From asking for a change of a plugin to its report, without the drain and the look after it.
   */
  SWAP_MILLISECONDS("ms", Better.LOWER),
  /** How long calls in flight were waited for. */
  DRAIN_MILLISECONDS("ms", Better.LOWER),
  /** How long it took to see that nothing of a plugin is left. */
  UNLOAD_MILLISECONDS("ms", Better.LOWER),
  /** Class loaders of removed plugins that are still reachable. */
  LEAKED_CLASS_LOADERS("1", Better.LOWER),
  /** One step of a change of a plugin. */
  PHASE_MILLISECONDS("ms", Better.LOWER),
  /** Changes whose report came before the old class loader was collected. */
  LATE_UNLOADS("1", Better.LOWER),
  /** Threads of the server process that were not there before. */
  LEAKED_THREADS("1", Better.LOWER),
  /** Open files of the server process that were not there before. */
  LEAKED_FILES("1", Better.LOWER),
  /** How much more memory the server process holds than before. */
  RESIDENT_GROWTH_PERCENT("%", Better.LOWER),
  /** How much higher a latency is than before. */
  LATENCY_P99_RATIO("1", Better.LOWER),
  /** Operations of an algorithm on one core. */
  OPERATIONS_PER_SECOND("1/s", Better.HIGHER),
  /** What one operation of an algorithm takes on one core. */
  MICROSECONDS_PER_OPERATION("us", Better.LOWER),
  /** The rate of requests by that of the same requests without protection. */
  RATIO_TO_PLAIN("1", Better.HIGHER),
  /** The node's processor time for a request over HTTP/2 with TLS by that over HTTP/3. */
  RATIO_TO_HTTP2_TLS("1", Better.HIGHER),
  /** The node's processor time for a request over h2c by that over HTTP/2 with TLS. */
  RATIO_TO_H2C("1", Better.HIGHER),
  /** What protection adds to the median latency of a call on an idle server. */
  ADDED_P50_MICROSECONDS("us", Better.LOWER),
  /** How busy the load generator's thread was: near 100, it and not the server is the limit. */
  GENERATOR_PERCENT_OF_CORE("%", Better.LOWER),
  /** Millions of gas of contracts' code by wall-clock time, on one core. */
  MEGAGAS_PER_SECOND("Mgas/s", Better.HIGHER),
  /** Transactions in durable blocks by wall-clock time. */
  TRANSACTIONS_PER_SECOND("1/s", Better.HIGHER);

  private final String unit;
  private final Better better;

  Metric(String unit, Better better) {
    this.unit = unit;
    this.better = better;
  }

  /** The unit in JSON. */
  public String unit() {
    return unit;
  }

  /** Which way it improves. */
  public Better better() {
    return better;
  }

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
