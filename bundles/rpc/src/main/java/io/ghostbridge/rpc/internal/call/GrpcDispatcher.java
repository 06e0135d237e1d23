package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.rpc.RpcDispatcher;
import io.ghostbridge.rpc.RpcPeer;
import io.ghostbridge.rpc.RpcSession;
import io.ghostbridge.rpc.internal.table.MethodTable;
import java.util.function.Supplier;

/** Connects transports with the method table. */
public final class GrpcDispatcher implements RpcDispatcher {
  private final CallSettings settings;
  private final Supplier<MethodTable> table;
  private final MessageBudget budget;

  /**
   * Makes a dispatcher.
   *
   * @param table the methods as they are now; read for every call, so it has to be quick
   * @param maxBufferedBytes how many bytes of unfinished large messages all clients may occupy
   */
  public GrpcDispatcher(CallSettings settings, Supplier<MethodTable> table, long maxBufferedBytes) {
    this.settings = settings;
    this.table = table;
    this.budget = MessageBudget.ofProcess(maxBufferedBytes);
  }

  @Override
  public RpcSession connect(RpcPeer peer) {
    return new GrpcSession(settings, table, peer, budget.share());
  }

  /** Bytes of unfinished large messages now. */
  public long bufferedBytes() {
    return budget.used();
  }
}
