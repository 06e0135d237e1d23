package io.ghostbridge.chain.internal;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The generated service with some methods' messages in serialised form: the same names, kinds and
 * schema, so that reflection and clients see no difference.
 */
final class PreparedMethods {
  private final ServerServiceDefinition generated;
  private final Map<String, ServerMethodDefinition<?, ?>> replaced = new LinkedHashMap<>();

  PreparedMethods(ServerServiceDefinition generated) {
    this.generated = generated;
  }

  /** Answers {@code method} by {@code handler}, with messages of its own. */
  <Q, A> PreparedMethods replace(
      MethodDescriptor<?, ?> method,
      MethodDescriptor.Marshaller<Q> requests,
      MethodDescriptor.Marshaller<A> answers,
      ServerCallHandler<Q, A> handler) {
    replaced.put(
        method.getFullMethodName(),
        ServerMethodDefinition.create(method.toBuilder(requests, answers).build(), handler));
    return this;
  }

  ServerServiceDefinition build() {
    ServiceDescriptor before = generated.getServiceDescriptor();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(before.getName())
            .setSchemaDescriptor(before.getSchemaDescriptor());
    for (MethodDescriptor<?, ?> method : before.getMethods()) {
      descriptor.addMethod(definition(method).getMethodDescriptor());
    }
    ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(descriptor.build());
    for (MethodDescriptor<?, ?> method : before.getMethods()) {
      service.addMethod(definition(method));
    }
    return service.build();
  }

  private ServerMethodDefinition<?, ?> definition(MethodDescriptor<?, ?> method) {
    ServerMethodDefinition<?, ?> own = replaced.get(method.getFullMethodName());
    return own == null ? generated.getMethod(method.getFullMethodName()) : own;
  }
}
