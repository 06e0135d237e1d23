package io.ghostbridge.peers.node;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

/** Stands between a resolver and a server by UDP, and changes what it likes. */
final class DnsMiddle implements AutoCloseable {
  /** Makes the response to a query of the resolver. */
  interface Behaviour {
    Message respond(Message query, DnsMiddle middle) throws IOException;
  }

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final int server;
  private volatile Behaviour behaviour;

  private DnsMiddle(int server, Behaviour behaviour) throws IOException {
    this.server = server;
    this.behaviour = behaviour;
  }

  /** Listens on a free port in front of the port {@code server}. */
  static DnsMiddle start(int server, Behaviour behaviour) throws IOException {
    var middle = new DnsMiddle(server, behaviour);
    Thread.ofVirtual().name("dns-middle").start(middle::run);
    return middle;
  }

  int port() {
    return socket.getLocalPort();
  }

  void behave(Behaviour next) {
    behaviour = next;
  }

  /** What the server says to {@code query}. */
  Message forward(Message query) throws IOException {
    return ask(query.getQuestion().getName(), query.getQuestion().getType());
  }

  /** What the server says to another question, with signatures. */
  Message ask(Name name, int type) throws IOException {
    var resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
    resolver.setPort(server);
    resolver.setEDNS(0, 4096, ExtendedFlags.DO);
    return resolver.send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
  }

  private void run() {
    while (!socket.isClosed()) {
      try {
        var packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        Message response = behaviour.respond(query, this);
        response.getHeader().setID(query.getHeader().getID());
        byte[] bytes = response.toWire();
        socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
      } catch (IOException e) {
        // The resolver asks again, or the test is over.
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
