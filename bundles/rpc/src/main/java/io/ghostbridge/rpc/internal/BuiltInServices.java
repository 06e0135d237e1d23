package io.ghostbridge.rpc.internal;

import io.ghostbridge.rpc.internal.table.MethodTable;
import io.ghostbridge.rpc.internal.table.ServiceRegistry;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.Set;

/**
 * Health ({@code grpc.health.v1}) and reflection ({@code grpc.reflection.v1}), which follow the
 * table: a service's status is SERVING while it is there and NOT_SERVING after it was withdrawn.
 */
final class BuiltInServices {
  private final HealthStatusManager health = new HealthStatusManager();
  private final Object healthKey = new Object();
  private final Object reflectionKey = new Object();

  /** Remade with each table: an old one would keep the descriptors of removed bundles. */
  private volatile ServerServiceDefinition reflection = newReflection();

  private static ServerServiceDefinition newReflection() {
    BindableService service = ProtoReflectionServiceV1.newInstance();
    return service.bindService();
  }

  void addTo(ServiceRegistry registry) {
    registry.add(healthKey, health.getHealthService().bindService(), Set.of());
    registry.add(reflectionKey, indirect(reflection), Set.of());
  }

  void removeFrom(ServiceRegistry registry) {
    health.enterTerminalState();
    registry.remove(reflectionKey);
    registry.remove(healthKey);
  }

  void tableChanged(MethodTable table) {
    reflection = newReflection();
    for (ServerServiceDefinition service : table.services()) {
      health.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING);
    }
    for (String name : table.withdrawn()) {
      health.setStatus(name, ServingStatus.NOT_SERVING);
    }
  }

  /** The definition with handlers that look for the present {@link #reflection} at each call. */
  private ServerServiceDefinition indirect(ServerServiceDefinition model) {
    ServerServiceDefinition.Builder builder =
        ServerServiceDefinition.builder(model.getServiceDescriptor());
    model.getMethods().forEach(method -> addIndirect(builder, method.getMethodDescriptor()));
    return builder.build();
  }

  private <Q, A> void addIndirect(
      ServerServiceDefinition.Builder builder, MethodDescriptor<Q, A> descriptor) {
    builder.addMethod(
        descriptor,
        new ServerCallHandler<>() {
          @Override
          public ServerCall.Listener<Q> startCall(ServerCall<Q, A> call, Metadata headers) {
            @SuppressWarnings("unchecked") // the same descriptor, hence the same types
            ServerMethodDefinition<Q, A> method =
                (ServerMethodDefinition<Q, A>) reflection.getMethod(descriptor.getFullMethodName());
            return method.getServerCallHandler().startCall(call, headers);
          }
        });
  }
}
