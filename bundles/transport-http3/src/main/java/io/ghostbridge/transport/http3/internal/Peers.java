package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.rpc.RpcPeer;
import io.ghostbridge.tls.OperatorSubjects;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.netty.handler.codec.quic.QuicChannel;
import java.net.SocketAddress;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/** Who is at the other end of a connection whose handshake is complete. */
final class Peers {
  private final OperatorSubjects operators;

  Peers(OperatorSubjects operators) {
    this.operators = operators;
  }

  /** The client as it was when it connected; its address may change later. */
  RpcPeer peer(QuicChannel channel) {
    Attributes.Builder attributes = Attributes.newBuilder();
    SocketAddress remote = channel.remoteSocketAddress();
    if (remote != null) {
      attributes.set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, remote);
    }
    SocketAddress local = channel.localSocketAddress();
    if (local != null) {
      attributes.set(Grpc.TRANSPORT_ATTR_LOCAL_ADDR, local);
    }
    SSLEngine engine = channel.sslEngine();
    if (engine == null) {
      return new RpcPeer(CallerIdentity.ANONYMOUS, attributes.build(), true);
    }
    SSLSession session = engine.getSession();
    return new RpcPeer(
        operators.identify(session),
        attributes.set(Grpc.TRANSPORT_ATTR_SSL_SESSION, session).build(),
        true);
  }
}
