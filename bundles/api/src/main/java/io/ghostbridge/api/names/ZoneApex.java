package io.ghostbridge.api.names;

import java.util.List;

/**
 * The SOA and NS data of a zone (RFC 1035, section 3.3.13).
 *
 * @param nameServers host names, at least one; the first is the primary
 * @param mailbox the responsible person's mailbox as a domain name
 * @param serial grows with the zone's data, compared by RFC 1982
 * @param refresh seconds
 * @param retry seconds
 * @param expire seconds
 * @param negativeTtl seconds for which absence may be cached (RFC 2308)
 * @param ttl seconds, of the SOA and NS records themselves
 */
public record ZoneApex(
    List<String> nameServers,
    String mailbox,
    long serial,
    int refresh,
    int retry,
    int expire,
    int negativeTtl,
    int ttl) {
  /**
   * @throws IllegalArgumentException if there is no name server
   */
  public ZoneApex {
    nameServers = List.copyOf(nameServers);
    if (nameServers.isEmpty()) {
      throw new IllegalArgumentException("a zone needs at least one name server");
    }
  }
}
