package io.ghostbridge.client;

import io.ghostbridge.client.internal.ChannelParts;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import java.util.List;

/**
 * A channel to one or several GhostBridge nodes that serve the same: it keeps a pool of connections
 * to each, puts calls where they are answered soonest, puts equal small calls together, tries again
 * what may be tried again, and leaves alone an endpoint that answers badly. Generated stubs work on
 * it as on any {@link Channel}:
 *
 * <pre>{@code
 * try (GhostChannel channel = GhostChannel.to("127.0.0.1:9090").plaintext().build()) {
 *   var names = GhostChainServiceGrpc.newBlockingStub(channel);
 *   DomainResponse answer =
 *       names.resolveDomain(DomainQuery.newBuilder().setDomain("alice.ghost").build());
 * }
 * }</pre>
 *
 * <p>Connections are made by the first call. A call of a method without side effects (its {@code
 * idempotency_level} says so) waits for an endpoint until its deadline and is tried again when it
 * ends with {@code UNAVAILABLE}: that a node restarts, or that a bundle of it is replaced, it sees
 * as a longer answer. Another call fails at once with {@code UNAVAILABLE} when no endpoint can be
 * reached, and is never sent twice. A call with one request and one answer that brings no deadline
 * gets the channel's. Beyond {@link GhostChannelBuilder#maximumCalls} calls end with {@code
 * RESOURCE_EXHAUSTED} without being sent.
 *
 * <p>Safe for use by any thread. {@link #close} ends all.
 */
public final class GhostChannel extends Channel implements AutoCloseable {
  /**
   * Of a call: whether it may be put together with others, by default true. What other options of a
   * call mean to interceptors of yours below this channel is not known to it: such calls say false.
   */
  public static final CallOptions.Key<Boolean> BATCH =
      CallOptions.Key.createWithDefault("ghost.client.batch", true);

  private final ChannelParts parts;

  GhostChannel(ChannelParts parts) {
    this.parts = parts;
  }

  /**
   * A channel to nodes that serve the same.
   *
   * @param endpoints {@code host:port} each, at least one; a host is a name, an IPv4 address, or an
   *     IPv6 address in brackets
   * @throws IllegalArgumentException if one is something else, or is there twice
   */
  public static GhostChannelBuilder to(String... endpoints) {
    return new GhostChannelBuilder(List.of(endpoints));
  }

  @Override
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    return parts.newCall(method, options);
  }

  @Override
  public String authority() {
    return parts.authority();
  }

  /** Calls that have not ended. */
  public int openCalls() {
    return parts.openCalls();
  }

  /**
   * Lets the calls on the way end for at most five seconds, ends the others with {@code
   * UNAVAILABLE}, and returns when no connection and no thread of the channel is left. Calls that
   * begin later end with {@code UNAVAILABLE}. A second call of it does nothing.
   */
  @Override
  public void close() {
    parts.close();
  }
}
