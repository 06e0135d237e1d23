package io.ghostbridge.transport.http3.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands between one client and a server and may keep back what completes the client's handshake:
 * datagrams with anything but Initial and 0-RTT packets. Records those it passes meanwhile.
 */
final class FirstFlightRelay implements AutoCloseable {
  private static final int MOST_BYTES = 2048;

  /** A client's first packet, and the least that one call takes. */
  private static final int TOGETHER = 4;

  private static final int INITIAL = 0;
  private static final int ZERO_RTT = 1;

  private final DatagramSocket front;
  private final DatagramSocket back;
  private final InetSocketAddress server;
  private final List<byte[]> passed = new ArrayList<>();
  private final List<byte[]> kept = new ArrayList<>();
  private volatile @Nullable SocketAddress client;
  private boolean withholding;

  FirstFlightRelay(InetSocketAddress server, boolean withholding) throws IOException {
    this.server = server;
    this.withholding = withholding;
    front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    back = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::toServer);
    Thread.ofPlatform().daemon().start(this::toClient);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) front.getLocalSocketAddress();
  }

  /** The client's datagrams with nothing but Initial and 0-RTT packets. */
  synchronized List<byte[]> firstFlight() {
    return List.copyOf(passed);
  }

  /** Passes what was kept back, and all that follows. */
  synchronized void release() throws IOException {
    withholding = false;
    for (byte[] datagram : kept) {
      back.send(new DatagramPacket(datagram, datagram.length, server));
    }
    kept.clear();
  }

  private void toServer() {
    DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
    try {
      while (true) {
        packet.setLength(MOST_BYTES);
        front.receive(packet);
        client = packet.getSocketAddress();
        pass(Arrays.copyOf(packet.getData(), packet.getLength()));
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  private synchronized void pass(byte[] datagram) throws IOException {
    boolean first = isOfFirstFlight(datagram);
    if (first) {
      passed.add(datagram);
      if (passed.size() <= TOGETHER) {
        together(passed.size() == TOGETHER);
        return;
      }
    }
    if (first || !withholding) {
      back.send(new DatagramPacket(datagram, datagram.length, server));
    } else {
      kept.add(datagram);
    }
  }

  /** The first ones arrive together: what comes after the server's answer it reads later. */
  private void together(boolean complete) throws IOException {
    if (complete) {
      for (byte[] datagram : passed) {
        back.send(new DatagramPacket(datagram, datagram.length, server));
      }
    }
  }

  private void toClient() {
    DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
    try {
      while (true) {
        packet.setLength(MOST_BYTES);
        back.receive(packet);
        SocketAddress to = client;
        if (to != null) {
          front.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
        }
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  /** Walks over the packets of a datagram (RFC 9000 section 12.2). */
  static boolean isOfFirstFlight(byte[] datagram) {
    ByteBuffer rest = ByteBuffer.wrap(datagram);
    while (rest.hasRemaining()) {
      int first = rest.get() & 0xff;
      int type = (first >> 4) & 3;
      if ((first & 0x80) == 0) {
        // What is padded after the last packet begins with zero.
        return first == 0;
      }
      if (type != INITIAL && type != ZERO_RTT) {
        return false;
      }
      rest.getInt();
      skip(rest, rest.get() & 0xff);
      skip(rest, rest.get() & 0xff);
      if (type == INITIAL) {
        skip(rest, integer(rest));
      }
      skip(rest, integer(rest));
    }
    return true;
  }

  private static void skip(ByteBuffer bytes, int count) {
    bytes.position(bytes.position() + count);
  }

  private static int integer(ByteBuffer bytes) {
    int first = bytes.get() & 0xff;
    int value = first & 0x3f;
    for (int left = (1 << (first >> 6)) - 1; left > 0; left--) {
      value = value << Byte.SIZE | (bytes.get() & 0xff);
    }
    return value;
  }

  @Override
  public void close() {
    front.close();
    back.close();
  }
}
