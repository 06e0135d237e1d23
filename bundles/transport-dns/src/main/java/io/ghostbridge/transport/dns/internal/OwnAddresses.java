package io.ghostbridge.transport.dns.internal;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The addresses of this machine that stand for a wildcard. A socket of a wildcard answers a
 * datagram from the address that the route back has, which need not be the one that was asked, and
 * clients drop what comes from another: so each address gets a socket of its own.
 */
final class OwnAddresses {
  private OwnAddresses() {}

  /**
   * {@code address} itself, or what it stands for now: {@code 0.0.0.0} for all addresses of IPv4,
   * {@code ::} for all of both families but those of one link.
   *
   * @throws IllegalArgumentException if the machine does not tell its addresses, or has none
   */
  static List<InetAddress> of(InetAddress address) {
    if (!address.isAnyLocalAddress()) {
      return List.of(address);
    }
    List<InetAddress> found = new ArrayList<>();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (each.isUp()) {
          for (InetAddress own : Collections.list(each.getInetAddresses())) {
            if (isMeant(address, own)) {
              // Without the interface's name, which only those of one link need.
              found.add(InetAddress.getByAddress(own.getAddress()));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "this machine does not tell its addresses (" + e.getMessage() + "); name them instead",
          e);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("this machine has no such address; name one");
    }
    return found;
  }

  private static boolean isMeant(InetAddress wildcard, InetAddress own) {
    return own instanceof Inet4Address
        || !(wildcard instanceof Inet4Address || own.isLinkLocalAddress());
  }
}
