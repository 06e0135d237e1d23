package io.ghostbridge.rpc.internal.protection;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The guard as a component of the dispatcher's bundle: there is no call without it. A changed
 * policy counts from the next call on.
 */
@Component(
    service = ServerInterceptor.class,
    configurationPid = "io.ghostbridge.rpc.protection",
    property = "service.ranking:Integer=" + ProtectionGuard.RANKING)
@Designate(ocd = ProtectionConfig.class)
public final class ProtectionComponent implements ServerInterceptor {
  private final ProtectionGuard guard;

  @Activate
  public ProtectionComponent(ProtectionConfig config) {
    guard = new ProtectionGuard(policy(config));
  }

  @Modified
  void modified(ProtectionConfig config) {
    guard.change(policy(config));
  }

  private static ProtectionPolicy policy(ProtectionConfig config) {
    return ProtectionPolicy.of(config.policy(), config.methodPolicies());
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return guard.interceptCall(call, headers, next);
  }
}
