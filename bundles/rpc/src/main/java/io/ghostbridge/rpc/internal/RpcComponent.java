package io.ghostbridge.rpc.internal;

import io.ghostbridge.api.rpc.RpcProperties;
import io.ghostbridge.rpc.RpcDispatcher;
import io.ghostbridge.rpc.RpcPeer;
import io.ghostbridge.rpc.RpcSession;
import io.ghostbridge.rpc.internal.table.StatisticsWatcher;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The dispatcher as a component: services and interceptors join by being registered. Unbinding
 * blocks until the calls in flight are done, bounded by the configuration.
 */
@Component(
    service = {RpcDispatcher.class, RpcComponent.class},
    immediate = true,
    configurationPid = RpcComponent.PID)
@Designate(ocd = RpcConfig.class)
public final class RpcComponent implements RpcDispatcher {
  static final String PID = "io.ghostbridge.rpc";

  private final Rpc rpc;

  @Activate
  public RpcComponent(RpcConfig config) {
    rpc =
        new Rpc(
            config.maxMessageBytes(),
            config.maxQueuedBytes(),
            config.maxBufferedBytes(),
            Duration.ofMillis(config.serviceDrainTimeoutMillis()));
  }

  @Deactivate
  void deactivate() {
    rpc.close();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindService(BindableService service, Map<String, Object> properties) {
    rpc.registry()
        .add(
            service,
            service.bindService(),
            names(properties.get(RpcProperties.NON_BLOCKING_METHODS)));
  }

  void unbindService(BindableService service) {
    rpc.registry().remove(service);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindInterceptor(ServerInterceptor interceptor, Map<String, Object> properties) {
    int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0;
    rpc.registry()
        .add(
            interceptor,
            interceptor,
            ranking,
            Boolean.TRUE.equals(properties.get(RpcProperties.RAW_MESSAGES)));
  }

  void unbindInterceptor(ServerInterceptor interceptor) {
    rpc.registry().removeInterceptor(interceptor);
  }

  private static Set<String> names(@Nullable Object property) {
    return switch (property) {
      case null -> Set.of();
      case String name -> Set.of(name);
      case String[] list -> Set.of(list);
      default ->
          throw new IllegalArgumentException(
              RpcProperties.NON_BLOCKING_METHODS
                  + " is a "
                  + property.getClass().getName()
                  + ", expected String or String[]");
    };
  }

  void watch(StatisticsWatcher watcher) {
    rpc.registry().watch(watcher);
  }

  void unwatch(StatisticsWatcher watcher) {
    rpc.registry().unwatch(watcher);
  }

  @Override
  public RpcSession connect(RpcPeer peer) {
    return rpc.dispatcher().connect(peer);
  }
}
