package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.rpc.RpcCall;
import io.ghostbridge.rpc.RpcStream;
import io.netty.buffer.ByteBuf;

/** A call that was answered before it reached a handler; what the client still sends is dropped. */
final class RefusedCall implements RpcCall {
  private final RpcStream stream;

  RefusedCall(RpcStream stream) {
    this.stream = stream;
  }

  @Override
  public void onData(ByteBuf data, boolean endOfStream) {
    stream.consumed(data.readableBytes());
  }

  @Override
  public void onWritten(int bytes) {}

  @Override
  public void onFinished() {
    stream.release();
  }

  @Override
  public void onCancelled(String reason) {
    stream.release();
  }
}
