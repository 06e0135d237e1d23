package io.ghostbridge.client;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;

/**
 * Ports of nodes that come back at the same one. While a node is away the system may lend its port
 * for a moment to any socket that connects, the client's own among them.
 */
final class Ports {
  private static final long SECONDS = 20;

  private Ports() {}

  /** Opens something at a port. */
  interface Opening<T> {
    T open() throws IOException;
  }

  /** A port that is free by TCP and by UDP. */
  static int free() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    int port = 0;
    while (port == 0) {
      try (ServerSocket tcp = new ServerSocket(0, 1, here);
          DatagramSocket _ = new DatagramSocket(tcp.getLocalPort(), here)) {
        port = tcp.getLocalPort();
      } catch (BindException e) {
        // Taken by UDP: another one.
        port = 0;
      }
    }
    return port;
  }

  /** Opens it as soon as the port is free. */
  static <T> T again(Opening<T> opening) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      try {
        return opening.open();
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(5);
      }
    }
  }
}
