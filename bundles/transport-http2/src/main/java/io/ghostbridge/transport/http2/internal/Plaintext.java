package io.ghostbridge.transport.http2.internal;

import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.rpc.RpcPeer;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/**
 * HTTP/2 in clear text with prior knowledge (RFC 9113 section 3.3); nothing is known of the client.
 */
public final class Plaintext implements Security {
  @Override
  public void prepare(Channel channel, ChannelHandler connection) {
    channel.pipeline().addLast(connection);
  }

  @Override
  public RpcPeer peer(Channel channel) {
    return new RpcPeer(
        CallerIdentity.ANONYMOUS,
        Attributes.newBuilder()
            .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, channel.remoteAddress())
            .set(Grpc.TRANSPORT_ATTR_LOCAL_ADDR, channel.localAddress())
            .build(),
        false);
  }

  @Override
  public String toString() {
    return "off";
  }
}
