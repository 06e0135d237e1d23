package io.ghostbridge.rpc.internal.protection;

import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallProtection;
import io.ghostbridge.proto.crypto.v1.Crypto;
import io.ghostbridge.rpc.internal.call.ErrorDetails;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls that did not come as the policy wants them, and calls that were made for the
 * channel while it is not there: their messages would be taken unchecked. The operator's own calls
 * may always come without.
 */
public final class ProtectionGuard implements ServerInterceptor {
  /** Behind the secure channel, whose ranking is 1000. */
  public static final int RANKING = 900;

  private static final String SESSIONS = "ghost.crypto.v1.SecureSessionService";
  private static final Metadata.Key<String> MARKER =
      Metadata.Key.of("ghost-secure", Metadata.ASCII_STRING_MARSHALLER);

  private volatile ProtectionPolicy policy;
  private final Map<String, Known> methods = new ConcurrentHashMap<>();

  /** A method's requirement under one policy; holds no class of its bundle. */
  private record Known(
      WeakReference<MethodDescriptor<?, ?>> method,
      ProtectionPolicy policy,
      Requirement requirement,
      boolean sensitive,
      boolean opensSessions) {}

  private record Refusal(Status.Code code, String reason, String message) {}

  private static final Refusal OFF =
      new Refusal(
          Status.Code.UNIMPLEMENTED,
          "SECURE_CHANNEL_OFF",
          "this node has the secure channel turned off: call without it");
  private static final Refusal UNAVAILABLE =
      new Refusal(
          Status.Code.UNAVAILABLE,
          "SECURE_CHANNEL_UNAVAILABLE",
          "the secure channel is being replaced or was removed: retry later");
  private static final Refusal REQUIRED =
      new Refusal(
          Status.Code.UNAUTHENTICATED,
          "SECURE_CHANNEL_REQUIRED",
          "this node takes the method through the secure channel only: open a session, as"
              + " docs/secure-channel.md says");
  private static final Refusal ENCRYPTION =
      new Refusal(
          Status.Code.FAILED_PRECONDITION,
          "ENCRYPTION_REQUIRED",
          "the method's messages are secret: call it through the secure channel with encrypted"
              + " bodies, or, where the policy does not ask for that, over TLS");

  public ProtectionGuard(ProtectionPolicy policy) {
    this.policy = policy;
  }

  /** From now on {@code changed} counts. */
  public void change(ProtectionPolicy changed) {
    policy = changed;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Refusal refusal = check(call, headers);
    if (refusal == null) {
      return next.startCall(call, headers);
    }
    Status status = refusal.code().toStatus().withDescription(refusal.message());
    call.close(status, ErrorDetails.of(status, refusal.reason()));
    return new ServerCall.Listener<>() {};
  }

  private @Nullable Refusal check(ServerCall<?, ?> call, Metadata headers) {
    Known method = known(call.getMethodDescriptor());
    CallProtection protection = CallContext.protection();
    if (method.opensSessions()) {
      return method.policy().general() == Requirement.OFF ? OFF : null;
    }
    if (protection == CallProtection.NONE && headers.containsKey(MARKER)) {
      return method.requirement() == Requirement.OFF ? OFF : UNAVAILABLE;
    }
    if (protection == CallProtection.ENCRYPTED && method.requirement() != Requirement.OFF) {
      return null;
    }
    Refusal refusal = required(method, protection, call);
    // Who calls is asked last: most calls are not refused, and then it does not matter.
    return refusal == null || CallContext.caller().operator() ? null : refusal;
  }

  private static @Nullable Refusal required(
      Known method, CallProtection protection, ServerCall<?, ?> call) {
    return switch (method.requirement()) {
      case OFF -> protection == CallProtection.NONE ? sensitive(method, call) : OFF;
      case OPTIONAL -> sensitive(method, call);
      case REQUIRED -> protection == CallProtection.NONE ? REQUIRED : sensitive(method, call);
      case ENCRYPTED -> protection == CallProtection.NONE ? REQUIRED : ENCRYPTION;
    };
  }

  private static @Nullable Refusal sensitive(Known method, ServerCall<?, ?> call) {
    return method.sensitive() && call.getSecurityLevel() != SecurityLevel.PRIVACY_AND_INTEGRITY
        ? ENCRYPTION
        : null;
  }

  private Known known(MethodDescriptor<?, ?> descriptor) {
    String name = descriptor.getFullMethodName();
    Known known = methods.get(name);
    ProtectionPolicy current = policy;
    if (known == null || known.policy() != current || !known.method().refersTo(descriptor)) {
      known =
          new Known(
              new WeakReference<>(descriptor),
              current,
              current.of(name),
              isSensitive(descriptor),
              name.equals(SESSIONS + "/GetServerKeys") || name.equals(SESSIONS + "/OpenSession"));
      methods.put(name, known);
    }
    return known;
  }

  private static boolean isSensitive(MethodDescriptor<?, ?> descriptor) {
    return descriptor.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
        && schema.getMethodDescriptor().getOptions().getExtension(Crypto.sensitive);
  }
}
