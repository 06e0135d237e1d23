package io.ghostbridge.bench.secure;

import io.ghostbridge.bench.BenchmarkException;

/** Gives the messages of calls, as fast as a load generator wants them. */
public interface RequestSource {
  /** The next call's gRPC frame: prefix and message. */
  byte[] next() throws BenchmarkException;

  /** Whether calls are marked for the channel. */
  boolean secured();
}
