package io.ghostbridge.rpc.internal;

import io.ghostbridge.rpc.RpcDispatcher;
import io.ghostbridge.rpc.internal.call.CallSettings;
import io.ghostbridge.rpc.internal.call.GrpcDispatcher;
import io.ghostbridge.rpc.internal.table.LiveServer;
import io.ghostbridge.rpc.internal.table.ServiceRegistry;
import io.grpc.Context;
import io.grpc.InternalServer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** The parts of the dispatcher, joined; what the component and tests make. */
public final class Rpc {
  private final BuiltInServices builtIn = new BuiltInServices();
  private final ServiceRegistry registry;
  private final GrpcDispatcher dispatcher;

  public Rpc(int maxMessageBytes, int maxQueuedBytes, long maxBufferedBytes, Duration drainBound) {
    registry = new ServiceRegistry(drainBound, builtIn::tableChanged);
    ThreadFactory threads = Thread.ofVirtual().name("rpc-call-", 0).factory();
    Executor handlerThreads = task -> threads.newThread(task).start();
    Context baseContext =
        Context.ROOT.withValue(InternalServer.SERVER_CONTEXT_KEY, new LiveServer(registry::table));
    dispatcher =
        new GrpcDispatcher(
            new CallSettings(maxMessageBytes, maxQueuedBytes, handlerThreads, baseContext),
            registry::table,
            maxBufferedBytes);
    builtIn.addTo(registry);
  }

  public ServiceRegistry registry() {
    return registry;
  }

  public RpcDispatcher dispatcher() {
    return dispatcher;
  }

  /** Ends the built-in services' calls; all other services were withdrawn before. */
  public void close() {
    builtIn.removeFrom(registry);
  }
}
