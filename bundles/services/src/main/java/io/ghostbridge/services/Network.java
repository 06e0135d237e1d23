package io.ghostbridge.services;

import io.grpc.Status;

/**
 * The chain that this node serves, which a request may name in its field {@code network}.
 *
 * @param chainId the chain's id
 */
public record Network(String chainId) {
  /** Refuses a request that means another chain; an empty name means this one. */
  public void require(String requested) {
    if (!requested.isEmpty() && !requested.equals(chainId)) {
      throw Failures.of(
          Status.Code.FAILED_PRECONDITION,
          "NETWORK_MISMATCH",
          "the network "
              + Failures.quote(requested)
              + " was asked for, but this node serves '"
              + chainId
              + "'; ask a node of that network or leave the field empty");
    }
  }
}
