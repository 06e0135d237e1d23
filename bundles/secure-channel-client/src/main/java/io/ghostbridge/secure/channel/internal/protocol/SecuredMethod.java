package io.ghostbridge.secure.channel.internal.protocol;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import io.ghostbridge.proto.crypto.v1.Crypto;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the channel knows of a method.
 *
 * @param sensitive whether its bodies are always encrypted
 * @param repeatable whether it may be called twice without harm
 */
public record SecuredMethod(CallBinding binding, boolean sensitive, boolean repeatable) {
  private static SecuredMethod of(MethodDescriptor<?, ?> method) {
    boolean sensitive = false;
    boolean repeatable = method.isSafe() || method.isIdempotent();
    if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
      MethodOptions options = schema.getMethodDescriptor().getOptions();
      sensitive = options.getExtension(Crypto.sensitive);
      repeatable |= options.getIdempotencyLevel() != IdempotencyLevel.IDEMPOTENCY_UNKNOWN;
    }
    return new SecuredMethod(new CallBinding(method.getFullMethodName()), sensitive, repeatable);
  }

  /** Remembers methods, as many as are called; holds no class of their bundles. */
  public static final class Cache {
    private final Map<String, Known> methods = new ConcurrentHashMap<>();

    private record Known(WeakReference<MethodDescriptor<?, ?>> of, SecuredMethod method) {}

    /** What is known of {@code method}. */
    public SecuredMethod get(MethodDescriptor<?, ?> method) {
      Known known = methods.get(method.getFullMethodName());
      if (known == null || !known.of().refersTo(method)) {
        known = new Known(new WeakReference<>(method), SecuredMethod.of(method));
        methods.put(method.getFullMethodName(), known);
      }
      return known.method();
    }
  }
}
