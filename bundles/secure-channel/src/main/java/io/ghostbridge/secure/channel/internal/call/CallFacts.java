package io.ghostbridge.secure.channel.internal.call;

import io.ghostbridge.secure.channel.internal.session.Session;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Grpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a call of {@code SecureSessionService} needs to know of itself.
 *
 * @param session the session it was made in, if it was
 * @param address where it comes from, as far as bounds for a client are concerned
 */
record CallFacts(@Nullable Session session, String address) {
  static final Context.Key<CallFacts> KEY = Context.key("ghost.secure.facts");

  private static final int IPV6_NETWORK_BYTES = 8;

  /**
   * The address in {@code attributes}: an IPv4 address, an IPv6 network of 64 bits (of which one
   * client has every address), or what the transport calls it.
   */
  static String address(Attributes attributes) {
    SocketAddress address = attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      byte[] bytes = inet.getAddress().getAddress();
      try {
        return bytes.length > 4
            ? InetAddress.getByAddress(
                    Arrays.copyOf(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES), bytes.length))
                .getHostAddress()
            : inet.getAddress().getHostAddress();
      } catch (java.net.UnknownHostException e) {
        return "unknown";
      }
    }
    return address == null ? "unknown" : "local";
  }
}
