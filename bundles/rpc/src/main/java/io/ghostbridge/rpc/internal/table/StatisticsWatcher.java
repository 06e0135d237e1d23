package io.ghostbridge.rpc.internal.table;

import io.grpc.Status;

/** Hears, once each, what there is to count. Must be quick: it is told on event loops too. */
public interface StatisticsWatcher {
  /** A method is there that was not before. */
  void method(MethodStatistics statistics);

  /** A method failed with {@code code} for the first time. */
  void failure(MethodStatistics statistics, Status.Code code);
}
