package io.ghostbridge.transport.http2.internal;

import io.ghostbridge.rpc.RpcPeer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/** How a listener's connections are protected, and whom they come from. */
public interface Security extends AutoCloseable {
  /** Makes a fresh channel's pipeline end in {@code connection}. */
  void prepare(Channel channel, ChannelHandler connection);

  /** Whether clients hear of the same service by other protocols (RFC 7838 section 2.1). */
  default boolean announcesAlternatives() {
    return false;
  }

  /** Who is at the other end; asked once the connection is established. */
  RpcPeer peer(Channel channel);

  /** Lets go of what it holds; no connection may be open any more. */
  @Override
  default void close() {}
}
