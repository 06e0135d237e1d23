package io.ghostbridge.transport.dns.internal;

import java.io.IOException;
import java.net.InetAddress;
import org.xbill.DNS.Message;
import org.xbill.DNS.SimpleResolver;

/** One question to a port of this machine. */
final class Exchange {
  private Exchange() {}

  static Message udp(int port, String name, int type) throws IOException {
    var resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
    resolver.setPort(port);
    return resolver.send(RunningServer.query(name, type));
  }
}
