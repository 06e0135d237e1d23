package io.ghostbridge.client.internal.call;

import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives a deadline to calls with one request and one answer that have none, since they wait for an
 * endpoint.
 *
 * @param usual from the beginning of the call
 */
public record Deadlines(Duration usual) {
  /** The options with a deadline where there should be one. */
  public CallOptions apply(MethodDescriptor<?, ?> method, CallOptions options) {
    if (method.getType() != MethodDescriptor.MethodType.UNARY
        || options.getDeadline() != null
        || Context.current().getDeadline() != null) {
      return options;
    }
    return options.withDeadlineAfter(usual.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The earlier one of the options' and the context's, if there is any. */
  public static @Nullable Deadline effective(CallOptions options, Context context) {
    Deadline own = options.getDeadline();
    Deadline outer = context.getDeadline();
    if (own == null || outer == null) {
      return own == null ? outer : own;
    }
    return own.minimum(outer);
  }
}
