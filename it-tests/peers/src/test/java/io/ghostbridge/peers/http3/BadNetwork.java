package io.ghostbridge.peers.http3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A relay on the loopback address that loses, delays and reorders datagrams both ways and drops
 * those that are too large: for kernels that have no netem. One client at a time.
 */
final class BadNetwork implements AutoCloseable {
  /** What is bad about it. */
  record Faults(int lossPercent, int delayMillis, int reorderPercent, int largestBytes) {}

  private record Waiting(long dueNanos, ByteBuffer datagram, boolean toServer) {}

  private final Faults faults;
  private final Random random = new Random(42);
  private final Selector selector = Selector.open();
  private final DatagramChannel client = open();
  private final DatagramChannel server = open();
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos));
  private final Thread thread = Thread.ofPlatform().name("bad-network").unstarted(this::run);
  private SocketAddress lastClient = new InetSocketAddress(0);
  private int lost;
  private int tooLarge;

  BadNetwork(int serverPort, Faults faults) throws IOException {
    this.faults = faults;
    server.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), serverPort));
    client.register(selector, SelectionKey.OP_READ);
    server.register(selector, SelectionKey.OP_READ);
    thread.start();
  }

  private static DatagramChannel open() throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    channel.configureBlocking(false);
    return channel;
  }

  int port() throws IOException {
    return ((InetSocketAddress) client.getLocalAddress()).getPort();
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        selector.select(1);
        if (!selector.isOpen()) {
          return;
        }
        selector.selectedKeys().clear();
        accept(client, true);
        accept(server, false);
        deliver();
      }
    } catch (IOException e) {
      // The server or the client has gone; the test says what came of it.
      close();
    }
  }

  private void accept(DatagramChannel from, boolean toServer) throws IOException {
    while (true) {
      ByteBuffer datagram = ByteBuffer.allocate(2048);
      SocketAddress sender = from.receive(datagram);
      if (sender == null) {
        return;
      }
      if (toServer) {
        lastClient = sender;
      }
      datagram.flip();
      if (datagram.remaining() > faults.largestBytes()) {
        tooLarge++;
      } else if (random.nextInt(100) < faults.lossPercent()) {
        lost++;
      } else {
        boolean early = random.nextInt(100) < faults.reorderPercent();
        long delay = TimeUnit.MILLISECONDS.toNanos(early ? 0 : faults.delayMillis());
        waiting.add(new Waiting(System.nanoTime() + delay, datagram, toServer));
      }
    }
  }

  private void deliver() throws IOException {
    long now = System.nanoTime();
    Waiting next;
    while ((next = waiting.peek()) != null && next.dueNanos() <= now) {
      waiting.remove();
      if (next.toServer()) {
        server.write(next.datagram());
      } else {
        client.send(next.datagram(), lastClient);
      }
    }
  }

  /** What it did. */
  String report() {
    return lost + " datagrams lost, " + tooLarge + " too large";
  }

  @Override
  public void close() {
    try {
      selector.close();
      client.close();
      server.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
