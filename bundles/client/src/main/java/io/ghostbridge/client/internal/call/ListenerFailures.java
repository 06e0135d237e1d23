package io.ghostbridge.client.internal.call;

import io.grpc.Status;

/** What a call ends with whose listener throws when it is told of the answer. */
public final class ListenerFailures {
  private ListenerFailures() {}

  /** The status, as grpc-java has it. */
  public static Status status(Throwable thrown) {
    return Status.CANCELLED
        .withDescription("the listener failed when it was given the answer")
        .withCause(thrown);
  }
}
