package io.ghostbridge.transport.dns.internal.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A block of IP addresses in CIDR notation; an address alone is a block of one. */
public final class NetworkPrefix {
  private final byte[] address;
  private final int bits;

  private NetworkPrefix(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * Parses a list such as {@code 127.0.0.0/8, ::1}.
   *
   * @throws IllegalArgumentException naming the part that is no prefix
   */
  public static List<NetworkPrefix> list(String text) {
    var prefixes = new ArrayList<NetworkPrefix>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        prefixes.add(of(part.strip()));
      }
    }
    return List.copyOf(prefixes);
  }

  private static NetworkPrefix of(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    // Only literals: a host name would be looked up.
    if (!host.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw bad(text);
    }
    try {
      byte[] address = InetAddress.getByName(host).getAddress();
      int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > address.length * 8) {
        throw bad(text);
      }
      return new NetworkPrefix(address, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw bad(text);
    }
  }

  private static IllegalArgumentException bad(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no network prefix; expected one such as 127.0.0.0/8 or 2001:db8::/32");
  }

  /** Whether an address of 4 or 16 bytes is in the block; none of the other family is. */
  public boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (other[i] != address[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || ((other[whole] ^ address[whole]) & 0xff) >> (8 - rest) == 0;
  }
}
