package io.ghostbridge.transport.http2.internal;

import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.rpc.RpcPeer;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's Unix domain socket: who may open it (its file's mode is 0600, and the kernel says
 * who connects) is the operator.
 */
final class OperatorSocket implements Security, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorSocket.class);

  /** {@code sun_path} of unix(7), without the terminating zero. */
  private static final int MAX_PATH_BYTES = 107;

  private final Path path;
  private final boolean epoll;
  private final int ownerUid;

  /**
   * Listens.
   *
   * @throws IOException if the path is too long or taken; the message says what to do
   */
  OperatorSocket(Path path, Http2Server server) throws IOException {
    if (!fits(path)) {
      throw new IOException(
          "adminSocket is "
              + path
              + ", expected a path of at most "
              + MAX_PATH_BYTES
              + " bytes; set a shorter one");
    }
    this.path = path;
    this.epoll = server.isEpoll();
    removeStale(path);
    SocketAddress address =
        epoll ? new DomainSocketAddress(path.toFile()) : UnixDomainSocketAddress.of(path);
    server.listenLocally(address, this);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    this.ownerUid = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  Path path() {
    return path;
  }

  /** Whether a socket can have this path. */
  static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES;
  }

  /** Removes what a killed process left; a socket that somebody serves is not touched. */
  private static void removeStale(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    if ((mode & 0170000) != 0140000) {
      throw new IOException("adminSocket " + path + " is there already and is no socket");
    }
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IllegalStateException(
          "adminSocket "
              + path
              + " is served by another process ("
              + probe.getRemoteAddress()
              + ")");
    } catch (IOException e) {
      Files.deleteIfExists(path);
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void prepare(Channel channel, ChannelHandler connection) {
    channel.pipeline().addLast(connection);
  }

  @Override
  public RpcPeer peer(Channel channel) {
    return new RpcPeer(
        identify(channel),
        Attributes.newBuilder()
            .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, channel.remoteAddress())
            .set(Grpc.TRANSPORT_ATTR_LOCAL_ADDR, channel.localAddress())
            .build(),
        true);
  }

  private CallerIdentity identify(Channel channel) {
    if (!epoll) {
      // Without epoll the kernel's word is not asked for; the file's mode decided who could
      // connect.
      return new CallerIdentity("local:" + ownerUid, true);
    }
    try {
      int uid = ((EpollDomainSocketChannel) channel).peerCredentials().uid();
      return new CallerIdentity("local:" + uid, uid == ownerUid || uid == 0);
    } catch (IOException e) {
      return CallerIdentity.ANONYMOUS;
    }
  }

  /** Removes the file; the listening channel is the server's to close. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The next start removes it.
      LOG.warn("event=admin_socket_left path={} reason=\"{}\"", path, e.getMessage());
    }
  }
}
