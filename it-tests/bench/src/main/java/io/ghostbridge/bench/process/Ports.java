package io.ghostbridge.bench.process;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that nobody listens on. */
public final class Ports {
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /** A port that is free for both TCP and UDP. */
  public static int free() throws IOException {
    InetAddress loopback = Loopback.address();
    for (int attempt = 1; ; attempt++) {
      try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
          DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
        return udp.getLocalPort();
      } catch (BindException e) {
        // The UDP port of that number is taken; the next attempt gets another number.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
