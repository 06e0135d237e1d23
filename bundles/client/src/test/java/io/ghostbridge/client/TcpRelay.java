package io.ghostbridge.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a node; connections through it can fall silent, as where a machine is gone. */
final class TcpRelay implements AutoCloseable {
  private final ServerSocket front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int node;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** Connections up to this one pass nothing on. */
  private final AtomicInteger silentUpTo = new AtomicInteger();

  private final AtomicInteger connections = new AtomicInteger();

  TcpRelay(int node) throws IOException {
    this.node = node;
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "127.0.0.1:" + front.getLocalPort();
  }

  /** Nothing passes on the connections that there are, and nobody is told. */
  void silence() {
    silentUpTo.set(connections.get());
  }

  private void accept() {
    try {
      while (true) {
        Socket client = front.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), node);
        sockets.addAll(List.of(client, server));
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> pass(client, server, number));
        Thread.ofVirtual().start(() -> pass(server, client, number));
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  private void pass(Socket from, Socket to, int number) {
    byte[] buffer = new byte[8192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      int read = in.read(buffer);
      while (read >= 0) {
        if (number > silentUpTo.get()) {
          out.write(buffer, 0, read);
          out.flush();
        }
        read = in.read(buffer);
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    for (Socket each : sockets) {
      each.close();
    }
  }
}
