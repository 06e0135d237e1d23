package io.ghostbridge.client.internal.http3;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Hands the datagrams of one client on to a node and back, until it falls silent. */
final class Relay implements AutoCloseable {
  private static final int DATAGRAM_BYTES = 2048;

  private final DatagramSocket front;
  private final DatagramSocket back;
  private final Thread there;
  private final Thread home;
  private volatile SocketAddress client;
  private volatile boolean silent;
  private final Deque<byte[]> kept = new ArrayDeque<>();
  private boolean keeping;

  Relay(InetSocketAddress node) throws IOException {
    this(node, 0, false);
  }

  /**
   * @param port to listen on; 0: a free one
   * @param keeping whether what the node says is kept until {@link #deliver}
   */
  Relay(InetSocketAddress node, int port, boolean keeping) throws IOException {
    this.keeping = keeping;
    front = new DatagramSocket(port, InetAddress.getLoopbackAddress());
    back = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    client = front.getLocalSocketAddress();
    there = Thread.ofPlatform().daemon().start(() -> pass(front, back, node));
    home = Thread.ofPlatform().daemon().start(() -> pass(back, front, null));
  }

  InetSocketAddress address() {
    return (InetSocketAddress) front.getLocalSocketAddress();
  }

  /** Nothing passes any more, and nobody is told. */
  void silence() {
    silent = true;
  }

  /** What the node has said arrives, and all that it says from now on. */
  synchronized void deliver() throws IOException {
    keeping = false;
    for (byte[] datagram : kept) {
      front.send(new DatagramPacket(datagram, datagram.length, client));
    }
    kept.clear();
  }

  private synchronized boolean isKept(DatagramPacket packet) {
    if (keeping) {
      kept.add(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
    return keeping;
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
        if (!silent && (node != null || !isKept(packet))) {
          to.send(packet);
        }
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  /** Its port is free when this returns: until its reader has noticed, a socket keeps it. */
  @Override
  public void close() {
    front.close();
    back.close();
    try {
      there.join();
      home.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
