package io.ghostbridge.transport.dns.internal.client;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections each client has. Safe for use by any thread. */
public final class ClientCounts {
  private final int limit;
  private final ConcurrentHashMap<Client, Integer> counts = new ConcurrentHashMap<>();

  /**
   * An address of IPv4, or the /56 of one of IPv6, of which everybody has plenty.
   *
   * @param prefix its first bytes, as a number
   */
  public record Client(boolean ipv4, long prefix) {
    private static final int IPV4_BYTES = 4;

    /** Whose address it is. */
    public static Client of(InetAddress address) {
      byte[] bytes = address.getAddress();
      return bytes.length == IPV4_BYTES
          ? new Client(true, ByteBuffer.wrap(bytes).getInt())
          : new Client(false, ByteBuffer.wrap(bytes).getLong() >>> 8);
    }
  }

  /**
   * @param limit of one client
   */
  public ClientCounts(int limit) {
    this.limit = limit;
  }

  /** Counts a connection in, if the client may have one more; {@link #leave} has to follow then. */
  public boolean enter(Client client) {
    if (counts.merge(client, 1, Integer::sum) > limit) {
      leave(client);
      return false;
    }
    return true;
  }

  /** Counts a connection out that was counted in. */
  public void leave(Client client) {
    counts.computeIfPresent(client, (same, count) -> count > 1 ? count - 1 : null);
  }
}
