package io.ghostbridge.secure.channel.internal.call;

import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.secure.channel.internal.protocol.BoundMetadata;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.ghostbridge.secure.channel.internal.protocol.SecuredMethod;
import io.ghostbridge.secure.channel.internal.session.Session;
import io.ghostbridge.secure.channel.internal.session.Sessions;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks and opens what comes in, protects what goes out: sections 5 to 7. To be registered for raw
 * messages. Never blocks.
 */
public final class SecureInterceptor implements ServerInterceptor {
  private final Sessions sessions;
  private final SecuredMethod.Cache methods = new SecuredMethod.Cache();

  public SecureInterceptor(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  @SuppressWarnings("unchecked") // registered for raw messages, both are InputStream
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return (ServerCall.Listener<Q>)
        intercept(
            (ServerCall<InputStream, InputStream>) call,
            headers,
            (ServerCallHandler<InputStream, InputStream>) next);
  }

  private ServerCall.Listener<InputStream> intercept(
      ServerCall<InputStream, InputStream> call,
      Metadata headers,
      ServerCallHandler<InputStream, InputStream> next) {
    byte[] version = BoundMetadata.version(headers);
    if (version == null) {
      return new PlainCall(start(call, headers, next, null));
    }
    if (!BoundMetadata.isOfThisVersion(version)) {
      call.close(
          Failures.status(Refusal.SECURE_VERSION), Failures.trailers(Refusal.SECURE_VERSION));
      return new ServerCall.Listener<>() {};
    }
    SecureCall secured =
        new SecureCall(
            sessions,
            methods.get(call.getMethodDescriptor()),
            call,
            headers,
            (inner, session) -> start(inner, headers, next, session));
    call.request(1);
    return secured;
  }

  /** Begins the call behind the channel; one of the channel's own service is told what it is. */
  private static ServerCall.Listener<InputStream> start(
      ServerCall<InputStream, InputStream> call,
      Metadata headers,
      ServerCallHandler<InputStream, InputStream> next,
      @Nullable Session session) {
    String service = call.getMethodDescriptor().getServiceName();
    if (!SecureSessionServiceGrpc.SERVICE_NAME.equals(service)) {
      return next.startCall(call, headers);
    }
    CallFacts facts = new CallFacts(session, CallFacts.address(call.getAttributes()));
    return Contexts.interceptCall(
        Context.current().withValue(CallFacts.KEY, facts), call, headers, next);
  }
}
