package io.ghostbridge.shell.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the Gogo shell on the Unix domain socket {@code shell.sock} in the data directory. Its
 * file mode, 0600, is the access control: the shell can do anything the process can.
 */
@Component(
    service = {},
    immediate = true)
public final class ShellServer {
  private static final Logger LOG = LoggerFactory.getLogger(ShellServer.class);

  private final CommandProcessor processor;
  private final Path path;
  private final ServerSocketChannel server;
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;

  /** Listens. */
  @Activate
  public ShellServer(BundleContext context, @Reference CommandProcessor processor)
      throws IOException {
    this.processor = processor;
    path = Path.of(context.getProperty("ghost.data.directory"), "shell.sock");
    // The data directory is locked for this process, so a socket that is there is a dead one's.
    Files.deleteIfExists(path);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      server.close();
      throw new IOException("the shell cannot listen on " + path + ": " + e.getMessage(), e);
    }
    acceptor = Thread.ofPlatform().name("shell").daemon().start(this::accept);
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        clients.add(client);
        Thread.ofPlatform().name("shell-session").daemon().start(() -> serve(client));
      } catch (IOException e) {
        if (server.isOpen()) {
          LOG.warn("event=shell-accept-failed reason=\"{}\"", e.toString());
        }
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      new ShellSession(processor, client).run();
    } catch (IOException e) {
      LOG.debug("event=shell-session-ended reason=\"{}\"", e.toString());
    } finally {
      clients.remove(client);
    }
  }

  /** Ends all sessions and removes the socket. */
  @Deactivate
  public void stop() throws IOException, InterruptedException {
    server.close();
    for (SocketChannel client : clients) {
      client.close();
    }
    acceptor.join();
    Files.deleteIfExists(path);
  }
}
