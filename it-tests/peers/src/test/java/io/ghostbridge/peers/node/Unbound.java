package io.ghostbridge.peers.node;

import io.ghostbridge.peers.Command;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Unbound as a validating resolver that trusts a zone's key and asks a given port for the zone. */
final class Unbound implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  private final Process process;
  private final int port;

  private Unbound(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it; returns when it answers.
   *
   * @param server lines of its section {@code server}
   * @param stubs zones and the ports that are asked for them, {@code zone port}
   */
  static Unbound start(Path directory, String server, String... stubs) throws Exception {
    int port = freePort();
    var text =
        new StringBuilder(
            """
            server:
              directory: "%s"
              chroot: ""
              username: ""
              pidfile: ""
              use-syslog: no
              logfile: "%s/unbound.log"
              val-log-level: 2
              do-daemonize: no
              interface: 127.0.0.1@%d
              access-control: 127.0.0.0/8 allow
              do-not-query-localhost: no
              trust-anchor-signaling: no
              module-config: "validator iterator"
              num-threads: 1
            """
                .formatted(directory, directory, port));
    server.lines().forEach(line -> text.append("  ").append(line).append('\n'));
    for (String stub : stubs) {
      String[] each = stub.split(" ", -1);
      text.append(
          "stub-zone:\n  name: \"%s\"\n  stub-addr: 127.0.0.1@%s\n".formatted(each[0], each[1]));
    }
    text.append("remote-control:\n  control-enable: no\n");
    Path file = Files.writeString(directory.resolve("unbound.conf"), text);
    Process process = Command.named("unbound", "unbound").start("-c", file.toString());
    var unbound = new Unbound(process, port);
    try {
      unbound.awaitAnswer();
    } catch (IOException | RuntimeException | InterruptedException e) {
      unbound.close();
      throw e;
    }
    return unbound;
  }

  private static int freePort() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        // Answered by itself: it is up.
        ask("localhost", Type.A, Duration.ofMillis(200));
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("unbound does not answer", e);
        }
        Thread.sleep(20);
      }
    }
  }

  /** Its answer to a question with the DO bit; AD says that it validated the answer. */
  Message ask(String name, int type) throws IOException {
    return ask(name, type, ATTEMPT);
  }

  private Message ask(String name, int type, Duration timeout) throws IOException {
    var resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
    resolver.setPort(port);
    resolver.setTimeout(timeout);
    resolver.setEDNS(0, 1232, ExtendedFlags.DO);
    return resolver.send(
        Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN)));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
