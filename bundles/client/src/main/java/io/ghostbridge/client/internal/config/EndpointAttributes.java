package io.ghostbridge.client.internal.config;

import io.grpc.Attributes;

/** What a group of addresses carries. */
public final class EndpointAttributes {
  /** The endpoint as it was configured. */
  @SuppressWarnings("deprecation") // "Experimental" is all that is meant.
  public static final Attributes.Key<String> ENDPOINT =
      Attributes.Key.create("io.ghostbridge.client.endpoint");

  private EndpointAttributes() {}
}
