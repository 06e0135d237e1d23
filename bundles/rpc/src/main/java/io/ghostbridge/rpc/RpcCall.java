package io.ghostbridge.rpc;

import io.netty.buffer.ByteBuf;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What happens on a stream, told to the dispatcher. All methods run on the stream's event loop.
 * Exactly one of {@link #onFinished} and {@link #onCancelled} ends the call.
 */
@ProviderType
public interface RpcCall {
  /**
   * Bytes of the request's body. What arrived must come back through {@link RpcStream#consumed},
   * unless the stream ends.
   *
   * @param data stays the transport's and is valid during this method only
   * @param endOfStream whether the client is done sending
   */
  void onData(ByteBuf data, boolean endOfStream);

  /** So many bytes of messages have left the transport's queue. */
  void onWritten(int bytes);

  /** The whole answer, trailers included, was handed to the network. */
  void onFinished();

  /** The client cancelled, or the connection broke. */
  void onCancelled(String reason);
}
