package io.ghostbridge.client.internal.pool;

import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.NameResolver.ConfigOrError;
import io.grpc.protobuf.services.HealthCheckingLoadBalancerUtil;
import java.util.Map;

/** The policy of one channel, under a name of that channel's own. Health is grpc-java's part. */
public final class PoolLoadBalancerProvider extends LoadBalancerProvider {
  private final String name;
  private final PoolSettings settings;

  /**
   * @param name of one channel alone
   */
  public PoolLoadBalancerProvider(String name, PoolSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public int getPriority() {
    return 0;
  }

  @Override
  public String getPolicyName() {
    return name;
  }

  @Override
  public ConfigOrError parseLoadBalancingPolicyConfig(Map<String, ?> raw) {
    return ConfigOrError.fromConfig(settings);
  }

  @Override
  public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
    return HealthCheckingLoadBalancerUtil.newHealthCheckingLoadBalancer(
        new LoadBalancer.Factory() {
          @Override
          public LoadBalancer newLoadBalancer(LoadBalancer.Helper watching) {
            return new PoolLoadBalancer(watching, settings);
          }
        },
        helper);
  }
}
