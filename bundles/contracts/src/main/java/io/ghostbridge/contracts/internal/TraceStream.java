package io.ghostbridge.contracts.internal;

import static io.ghostbridge.services.WireValues.bytes;

import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.proto.contract.v1.TracedInstruction;
import io.grpc.stub.ServerCallStreamObserver;

/**
 * Sends each instruction to a client as it is executed. The execution waits for a client that is
 * not ready, so a slow reader costs no memory; a trace that was closed ends the execution.
 */
final class TraceStream implements Tracer, AutoCloseable {
  private final ServerCallStreamObserver<TracedInstruction> client;
  private boolean closed;

  /** Sets the client's handlers; made before the call's handler returns. */
  TraceStream(ServerCallStreamObserver<TracedInstruction> client) {
    this.client = client;
    client.setOnReadyHandler(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  @Override
  public void step(Tracer.TraceStep step) {
    if (isReady()) {
      client.onNext(message(step));
    } else {
      // The machine looks at this, and ends.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isReady() {
    try {
      while (!closed && !client.isReady()) {
        wait();
      }
      return !closed;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Ends the execution, whatever it waits for. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private static TracedInstruction message(Tracer.TraceStep step) {
    TracedInstruction.Builder message =
        TracedInstruction.newBuilder()
            .setPc(step.pc())
            .setOp(step.opcode())
            .setOpName(step.opcodeName())
            .setGas(step.gas())
            .setGasCost(step.gasCost())
            .setDepth(step.depth())
            .setMemorySize(step.memorySize())
            .setRefund(Math.max(0, step.refund()))
            .setError(step.error());
    for (int i = 0; i < step.stackSize(); i++) {
      message.addStack(bytes(step.stack(i).toMinimalBytes()));
    }
    return message.build();
  }
}
