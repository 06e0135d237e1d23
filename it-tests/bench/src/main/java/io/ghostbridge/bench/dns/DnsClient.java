package io.ghostbridge.bench.dns;

import io.ghostbridge.bench.process.Loopback;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Asks one DNS server over UDP, one question at a time. */
public final class DnsClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int LARGEST_ANSWER = 512;

  private final DatagramSocket socket;
  private int lastId;

  /**
   * @param port of the loopback address
   */
  public DnsClient(int port) throws IOException {
    this.socket = new DatagramSocket();
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(Loopback.at(port));
  }

  /**
   * The one A record of {@code name}; empty if the answer is anything else.
   *
   * @throws IOException if there is no answer
   */
  public Optional<String> address(String name) throws IOException {
    lastId = lastId + 1 & 0xffff;
    byte[] query = DnsMessage.query(lastId, name);
    socket.send(new DatagramPacket(query, query.length));
    DatagramPacket answer = new DatagramPacket(new byte[LARGEST_ANSWER], LARGEST_ANSWER);
    socket.receive(answer);
    return DnsMessage.address(lastId, ByteBuffer.wrap(answer.getData(), 0, answer.getLength()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
