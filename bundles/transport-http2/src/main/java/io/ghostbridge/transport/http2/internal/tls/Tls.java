package io.ghostbridge.transport.http2.internal.tls;

import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.rpc.RpcPeer;
import io.ghostbridge.tls.OperatorSubjects;
import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.transport.http2.internal.Security;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP/2 over TLS 1.3, agreed on by ALPN (RFC 9113 section 3.2). */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a refused connection to be closed
public final class Tls implements Security {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

  private final TlsEngine engine;
  private final ReloadingCertificates<SslContext> certificates;
  private final OperatorSubjects operators;
  private final long handshakeTimeoutMillis;

  /**
   * Encrypts connections.
   *
   * @param certificates whose contexts are the engine's; closed with this
   */
  public Tls(
      TlsEngine engine,
      ReloadingCertificates<SslContext> certificates,
      OperatorSubjects operators,
      long handshakeTimeoutMillis) {
    this.engine = engine;
    this.certificates = certificates;
    this.operators = operators;
    this.handshakeTimeoutMillis = handshakeTimeoutMillis;
  }

  @Override
  public void prepare(Channel channel, ChannelHandler connection) {
    SslHandler tls = certificates.use(context -> engine.handler(context, channel.alloc()));
    tls.setHandshakeTimeoutMillis(handshakeTimeoutMillis);
    channel.pipeline().addLast(tls, new Negotiated(connection));
  }

  @Override
  public boolean announcesAlternatives() {
    return true;
  }

  @Override
  public RpcPeer peer(Channel channel) {
    Attributes.Builder attributes =
        Attributes.newBuilder()
            .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, channel.remoteAddress())
            .set(Grpc.TRANSPORT_ATTR_LOCAL_ADDR, channel.localAddress());
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      return new RpcPeer(CallerIdentity.ANONYMOUS, attributes.build(), false);
    }
    SSLSession session = tls.engine().getSession();
    return new RpcPeer(
        operators.identify(session),
        attributes.set(Grpc.TRANSPORT_ATTR_SSL_SESSION, session).build(),
        true);
  }

  /** Looks at the certificate's files again; may block. */
  public void reload() {
    certificates.reload();
  }

  /** After the last connection. */
  @Override
  public void close() {
    certificates.close();
  }

  @Override
  public String toString() {
    return "on engine=" + engine;
  }

  /** Lets the HTTP/2 connection begin when both sides agreed on it. */
  private static final class Negotiated extends ApplicationProtocolNegotiationHandler {
    private final ChannelHandler connection;

    Negotiated(ChannelHandler connection) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.connection = connection;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      if (ApplicationProtocolNames.HTTP_2.equals(protocol)) {
        context.pipeline().addLast(connection);
      } else {
        LOG.debug("event=alpn_refused remote={}", context.channel().remoteAddress());
        context.close();
      }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
      LOG.debug(
          "event=tls_handshake_failed remote={} reason=\"{}\"",
          context.channel().remoteAddress(),
          cause.getMessage());
      context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      handshakeFailure(context, cause);
    }
  }
}
