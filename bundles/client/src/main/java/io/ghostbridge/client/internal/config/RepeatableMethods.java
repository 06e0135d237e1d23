package io.ghostbridge.client.internal.config;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The methods that may be called twice without harm: their {@code idempotency_level} says so.
 *
 * @param unary those with one request and one answer, by full name
 * @param streaming the others
 */
public record RepeatableMethods(List<String> unary, List<String> streaming) {
  /** Those of {@code services}. */
  public static RepeatableMethods of(Collection<ServiceDescriptor> services) {
    List<String> unary = new ArrayList<>();
    List<String> streaming = new ArrayList<>();
    for (ServiceDescriptor service : services) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        if (isRepeatable(method)) {
          (method.getType() == MethodDescriptor.MethodType.UNARY ? unary : streaming)
              .add(method.getFullMethodName());
        }
      }
    }
    return new RepeatableMethods(List.copyOf(unary), List.copyOf(streaming));
  }

  private static boolean isRepeatable(MethodDescriptor<?, ?> method) {
    return method.isSafe()
        || method.isIdempotent()
        || (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
            && schema.getMethodDescriptor().getOptions().getIdempotencyLevel()
                != IdempotencyLevel.IDEMPOTENCY_UNKNOWN);
  }
}
