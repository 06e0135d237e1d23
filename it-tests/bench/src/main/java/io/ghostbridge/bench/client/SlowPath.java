package io.ghostbridge.bench.client;

import io.ghostbridge.bench.process.Loopback;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A UDP port that stands for a node's, to which and from which every datagram takes a while. For
 * one client at a time: answers go where the last datagram came from.
 */
final class SlowPath implements AutoCloseable {
  private static final int LONGEST_DATAGRAM = 2048;

  private final DatagramSocket front;
  private final DatagramSocket back;
  private final SocketAddress node;
  private final long delayNanos;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private volatile @Nullable SocketAddress client;

  /**
   * @param port of the node at the loopback address
   * @param delay of a datagram, each way
   */
  SlowPath(int port, Duration delay) throws IOException {
    node = Loopback.at(port);
    delayNanos = delay.toNanos();
    front = new DatagramSocket(0, Loopback.address());
    back = new DatagramSocket(0, Loopback.address());
    Thread.ofPlatform().daemon().name("slow-path-there").start(() -> pass(true));
    Thread.ofPlatform().daemon().name("slow-path-back").start(() -> pass(false));
  }

  int port() {
    return front.getLocalPort();
  }

  private void pass(boolean there) {
    DatagramSocket from = there ? front : back;
    DatagramPacket packet = new DatagramPacket(new byte[LONGEST_DATAGRAM], LONGEST_DATAGRAM);
    try {
      while (true) {
        packet.setLength(LONGEST_DATAGRAM);
        from.receive(packet);
        if (there) {
          client = packet.getSocketAddress();
        }
        byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
        var _ = later.schedule(() -> send(there, datagram), delayNanos, TimeUnit.NANOSECONDS);
      }
    } catch (IOException | RejectedExecutionException e) {
      // The path is closed.
      return;
    }
  }

  private void send(boolean there, byte[] datagram) {
    SocketAddress target = there ? node : client;
    if (target == null) {
      return;
    }
    try {
      (there ? back : front).send(new DatagramPacket(datagram, datagram.length, target));
    } catch (IOException e) {
      // The path is closed, or the other side is: as lost as on any network.
      return;
    }
  }

  @Override
  public void close() {
    later.shutdownNow();
    front.close();
    back.close();
  }
}
