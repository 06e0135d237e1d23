package io.ghostbridge.rpc.internal.table;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The method table as an {@link Server}, which is where grpc-java's reflection service looks for
 * services. It cannot be started or stopped.
 */
public final class LiveServer extends Server {
  private final Supplier<MethodTable> table;

  public LiveServer(Supplier<MethodTable> table) {
    this.table = table;
  }

  @Override
  public List<ServerServiceDefinition> getServices() {
    return table.get().services();
  }

  @Override
  public List<ServerServiceDefinition> getImmutableServices() {
    return List.of();
  }

  @Override
  public List<ServerServiceDefinition> getMutableServices() {
    return getServices();
  }

  @Override
  public Server start() {
    throw new UnsupportedOperationException("transports are started by the container");
  }

  @Override
  public Server shutdown() {
    throw new UnsupportedOperationException("transports are stopped by the container");
  }

  @Override
  public Server shutdownNow() {
    return shutdown();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }

  @Override
  public void awaitTermination() {
    throw new UnsupportedOperationException("transports are stopped by the container");
  }
}
