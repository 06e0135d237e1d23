package io.ghostbridge.transport.dns.internal.forward;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.transport.dns.internal.message.DnsCodes;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

/** A server that answers what this one does not know. Blocks: for virtual threads. */
final class Upstream {
  private static final int LENGTH_BYTES = 2;

  private final InetSocketAddress address;
  private final int timeoutMillis;
  private final SecureRandom random = new SecureRandom();

  Upstream(InetSocketAddress address, int timeoutMillis) {
    this.address = address;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Asks by UDP, and by TCP where the response is truncated.
   *
   * @throws IOException if there is no valid response in time
   */
  DnsAnswer ask(DnsQuestion question) throws IOException {
    byte[] query = UpstreamMessages.query(random.nextInt(1 << 16), question);
    byte[] response = new byte[DnsCodes.MAXIMUM_MESSAGE];
    int length = exchangeByUdp(query, response);
    if (UpstreamMessages.truncated(response)) {
      length = exchangeByTcp(query, response);
    }
    DnsAnswer answer = UpstreamMessages.answer(response, length, query);
    if (answer == null) {
      throw new ProtocolException("the counts of its response do not fit its length");
    }
    return answer;
  }

  /** A socket of its own for each question, so that each has a port that cannot be foreseen. */
  private int exchangeByUdp(byte[] query, byte[] response) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    try (var socket = new DatagramSocket()) {
      socket.connect(address);
      socket.send(new DatagramPacket(query, query.length));
      var packet = new DatagramPacket(response, response.length);
      while (true) {
        socket.setSoTimeout(remainingMillis(deadline));
        packet.setLength(response.length);
        socket.receive(packet);
        // What answers something else is a stray or forged; the right one may still come.
        if (UpstreamMessages.answers(response, packet.getLength(), query)) {
          return packet.getLength();
        }
      }
    }
  }

  private int exchangeByTcp(byte[] query, byte[] response) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    try (var socket = new Socket()) {
      socket.connect(address, timeoutMillis);
      byte[] framed =
          ByteBuffer.allocate(LENGTH_BYTES + query.length)
              .putShort((short) query.length)
              .put(query)
              .array();
      socket.getOutputStream().write(framed);
      var in = new DataInputStream(socket.getInputStream());
      socket.setSoTimeout(remainingMillis(deadline));
      int length = in.readUnsignedShort();
      for (int read = 0; read < length; ) {
        socket.setSoTimeout(remainingMillis(deadline));
        int count = in.read(response, read, length - read);
        if (count < 0) {
          throw new ProtocolException("it closed the connection within its response");
        }
        read += count;
      }
      if (!UpstreamMessages.answers(response, length, query)) {
        throw new ProtocolException("its response by TCP answers another question");
      }
      return length;
    }
  }

  private static int remainingMillis(long deadlineNanos) throws SocketTimeoutException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException("no response in time");
    }
    return (int) millis;
  }

  @Override
  public String toString() {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
