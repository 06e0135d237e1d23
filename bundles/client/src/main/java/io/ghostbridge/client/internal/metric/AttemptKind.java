package io.ghostbridge.client.internal.metric;

import io.grpc.CallOptions;

/** What an attempt at a call is. */
public enum AttemptKind {
  /** The call's first. */
  FIRST,
  /** After a failure. */
  RETRY,
  /** Beside one that is on the way. */
  HEDGE;

  /** Of a call that is an attempt at another. */
  public static final CallOptions.Key<AttemptKind> OF_CALL =
      CallOptions.Key.createWithDefault("ghost.client.attempt", FIRST);
}
