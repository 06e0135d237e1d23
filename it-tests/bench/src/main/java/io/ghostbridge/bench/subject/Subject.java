package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.process.ServerProcess;

/** A running server that is measured. */
public interface Subject extends AutoCloseable {
  /** The name in reports. */
  String name();

  /** The port of the loopback address where it serves. */
  int port();

  /** Its process. */
  ServerProcess process();

  /** Stops it. */
  @Override
  default void close() {
    process().close();
  }
}
