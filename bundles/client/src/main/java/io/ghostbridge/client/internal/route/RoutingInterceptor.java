package io.ghostbridge.client.internal.route;

import io.ghostbridge.client.internal.call.RetryBudget;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls by HTTP/3 where that works, and on to the channel below, HTTP/2's, where it does not.
 * Calls with credentials of their own go by HTTP/2, which knows how to ask those.
 */
public final class RoutingInterceptor implements ClientInterceptor {
  private static final Metadata.Key<String> GHOST_SECURE =
      Metadata.Key.of("ghost-secure", Metadata.ASCII_STRING_MARSHALLER);

  private final Http3Route route;
  private final Set<String> repeatable;
  private final Set<String> early;
  private final @Nullable RetryBudget budget;
  private final @Nullable Duration hedge;
  private final ScheduledExecutorService timer;

  /**
   * @param repeatable full names of methods that may be called twice
   * @param early full names of methods whose calls may be sent as early data
   * @param budget of calls that are made again by HTTP/2 after the node may have acted on them;
   *     null: none are
   * @param hedge after what time a unary call is made by HTTP/2 as well; null: never
   */
  public RoutingInterceptor(
      Http3Route route,
      Set<String> repeatable,
      Set<String> early,
      @Nullable RetryBudget budget,
      @Nullable Duration hedge,
      ScheduledExecutorService timer) {
    this.route = route;
    this.repeatable = Set.copyOf(repeatable);
    this.early = Set.copyOf(early);
    this.budget = budget;
    this.hedge = hedge;
    this.timer = timer;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (options.getCredentials() != null) {
      return next.newCall(method, options);
    }
    return new RoutedCall<>(this, method, options, next);
  }

  Http3Route route() {
    return route;
  }

  /** Whether a call may be sent as early data; those of the secure channel are counted. */
  boolean mayGoEarly(MethodDescriptor<?, ?> method, Metadata headers) {
    return early.contains(method.getFullMethodName()) && !headers.containsKey(GHOST_SECURE);
  }

  boolean mayRepeat(MethodDescriptor<?, ?> method) {
    return budget != null && repeatable.contains(method.getFullMethodName());
  }

  @Nullable RetryBudget budget() {
    return budget;
  }

  @Nullable Duration hedge(MethodDescriptor<?, ?> method) {
    return method.getType() == MethodDescriptor.MethodType.UNARY && mayRepeat(method)
        ? hedge
        : null;
  }

  ScheduledExecutorService timer() {
    return timer;
  }
}
