package io.ghostbridge.client.internal.call;

import io.ghostbridge.client.RetryPolicy;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Tries calls with one request and one answer again, until a whole answer is there. grpc-java's own
 * retries end with the first header of an answer, after which a node can still go; and they are
 * below the secure channel, where they would send the very bytes again, which the node has to take
 * for a replay. Here each attempt is sealed anew.
 */
public final class RepeatingInterceptor implements ClientInterceptor, AutoCloseable {
  private final RetryPolicy policy;
  private final Set<String> methods;
  private final Pauses pauses;
  private final RetryBudget budget;
  private final Executor executor;

  /**
   * @param budget of the channel
   * @param methods the full names of those that may be called twice
   * @param timer for pauses; the caller's
   * @param executor where listeners are told of an end between attempts of calls that bring no
   *     executor
   */
  public RepeatingInterceptor(
      RetryPolicy policy,
      RetryBudget budget,
      Collection<String> methods,
      ScheduledExecutorService timer,
      Executor executor) {
    this.policy = policy;
    this.methods = Set.copyOf(methods);
    this.pauses = new Pauses(timer);
    this.budget = budget;
    this.executor = executor;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return methods.contains(method.getFullMethodName())
        ? new RepeatingCall<>(method, options, next, policy, budget, pauses, executor)
        : next.newCall(method, options);
  }

  /** Ends the calls that pause between attempts; others get no other attempt. */
  @Override
  public void close() {
    pauses.close();
  }
}
