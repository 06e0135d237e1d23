package io.ghostbridge.client.internal.http3;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Hands the datagrams of one client on to a node and back, until it falls silent. */
final class Relay implements AutoCloseable {
  private static final int DATAGRAM_BYTES = 2048;

  private final DatagramSocket front;
  private final DatagramSocket back;
  private volatile SocketAddress client;
  private volatile boolean silent;

  Relay(InetSocketAddress node) throws IOException {
    front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    back = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    client = front.getLocalSocketAddress();
    Thread.ofPlatform().daemon().start(() -> pass(front, back, node));
    Thread.ofPlatform().daemon().start(() -> pass(back, front, null));
  }

  InetSocketAddress address() {
    return (InetSocketAddress) front.getLocalSocketAddress();
  }

  /** Nothing passes any more, and nobody is told. */
  void silence() {
    silent = true;
  }

  private void pass(
      DatagramSocket from,
      DatagramSocket to,
      @org.jspecify.annotations.Nullable InetSocketAddress node) {
    DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_BYTES], DATAGRAM_BYTES);
    try {
      while (true) {
        packet.setLength(DATAGRAM_BYTES);
        from.receive(packet);
        if (node != null) {
          client = packet.getSocketAddress();
        }
        packet.setSocketAddress(node == null ? client : node);
        if (!silent) {
          to.send(packet);
        }
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  @Override
  public void close() {
    front.close();
    back.close();
  }
}
