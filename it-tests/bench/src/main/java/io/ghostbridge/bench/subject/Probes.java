package io.ghostbridge.bench.subject;

import io.ghostbridge.bench.process.Loopback;
import java.io.IOException;
import java.net.Socket;

/** Ways to ask a server whether it is there. */
final class Probes {
  private Probes() {}

  /**
   * Whether somebody accepts TCP connections at {@code port} of the loopback address.
   *
   * @throws IOException if not
   */
  static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket(Loopback.address(), port)) {
      return socket.isConnected();
    }
  }
}
