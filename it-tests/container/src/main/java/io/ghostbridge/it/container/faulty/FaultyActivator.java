package io.ghostbridge.it.container.faulty;

import io.ghostbridge.it.container.echo.EchoMethods;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers the service {@code it.Faulty}, whose method answers what it gets, or fails as it says. */
public final class FaultyActivator implements BundleActivator, BindableService {
  /** The service's name. */
  public static final String SERVICE = "it.Faulty";

  /** The service's method. */
  public static final MethodDescriptor<byte[], byte[]> CALL =
      EchoMethods.ECHO.toBuilder()
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Call"))
          .build();

  @Override
  public void start(BundleContext context) {
    context.registerService(BindableService.class, this, null);
  }

  @Override
  public void stop(BundleContext context) {
    // The framework unregisters it.
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(CALL, ServerCalls.asyncUnaryCall(FaultyActivator::call))
        .build();
  }

  private static void call(byte[] message, StreamObserver<byte[]> answers) {
    switch (new String(message, StandardCharsets.UTF_8)) {
      case "throw" -> throw new IllegalStateException("broken");
      case "internal" -> answers.onError(Status.INTERNAL.asRuntimeException());
      case "not found" -> answers.onError(Status.NOT_FOUND.asRuntimeException());
      case "slow" -> {
        while (!Context.current().isCancelled()) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
      }
      default -> {
        answers.onNext(message);
        answers.onCompleted();
      }
    }
  }
}
