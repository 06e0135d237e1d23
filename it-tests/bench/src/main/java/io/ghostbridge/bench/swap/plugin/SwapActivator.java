package io.ghostbridge.bench.swap.plugin;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers the service that the bundle's manifest names, while the bundle is active. */
public final class SwapActivator implements BundleActivator, BindableService {
  /** Manifest header: the service's name. */
  public static final String SERVICE = "Bench-Service";

  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private String service = "";

  @Override
  public void start(BundleContext context) {
    service = context.getBundle().getHeaders("").get(SERVICE);
    context.registerService(BindableService.class, this, null);
  }

  @Override
  public void stop(BundleContext context) {
    // The framework unregisters it.
  }

  @Override
  public ServerServiceDefinition bindService() {
    SwapMethods methods = SwapMethods.of(service);
    return ServerServiceDefinition.builder(service)
        .addMethod(methods.echo(), ServerCalls.asyncUnaryCall(SwapActivator::echo))
        .addMethod(methods.count(), ServerCalls.asyncServerStreamingCall(SwapActivator::count))
        .build();
  }

  private static void echo(byte[] message, StreamObserver<byte[]> answers) {
    answers.onNext(message);
    answers.onCompleted();
  }

  /** Takes its time, so that streams are under way whenever the plugin is swapped. */
  private static void count(byte[] message, StreamObserver<byte[]> answers) {
    for (int i = 0; i < SwapMethods.MESSAGES; i++) {
      answers.onNext(ByteBuffer.allocate(Integer.BYTES).putInt(i).array());
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    answers.onCompleted();
  }
}
