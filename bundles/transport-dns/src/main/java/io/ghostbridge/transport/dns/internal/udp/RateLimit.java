package io.ghostbridge.transport.dns.internal.udp;

import io.ghostbridge.transport.dns.internal.client.NetworkPrefix;
import java.util.List;

/**
 * How many responses one network gets by UDP.
 *
 * @param responsesPerSecond 0 for no limit
 * @param burst the most responses at once
 * @param slip one in so many responses over the limit is sent, truncated; 0 for none
 * @param exempt networks without a limit
 */
public record RateLimit(int responsesPerSecond, int burst, int slip, List<NetworkPrefix> exempt) {
  /** Copies the list. */
  public RateLimit {
    exempt = List.copyOf(exempt);
  }
}
