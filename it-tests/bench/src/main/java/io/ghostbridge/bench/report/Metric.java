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
  /** From sending a request to the end of its answer, on average. */
  LATENCY_AVERAGE_MICROSECONDS("us", Better.LOWER),
  /** From sending a request to the end of its answer, the median. */
  LATENCY_P50_MICROSECONDS("us", Better.LOWER),
  /** From sending a request to the end of its answer, the 99th percentile. */
  LATENCY_P99_MICROSECONDS("us", Better.LOWER),
  /** Calls and connections that failed. */
  UNEXPECTED_ERRORS("1", Better.LOWER),
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
