package io.ghostbridge.api.names;

/**
 * A resource record of a name, without the name itself.
 *
 * @param type the mnemonic in upper case, such as {@code A} or {@code TXT}
 * @param value the data in presentation form (RFC 1035, section 5.1), for MX, SRV, SVCB and HTTPS
 *     without the leading priority; host names in it are absolute with or without the final dot
 * @param priority the priority of MX, SRV, SVCB and HTTPS, 0 to 65,535; 0 for the others
 * @param ttl time to live in seconds, 0 to 2,147,483,647 (RFC 2181, section 8)
 */
public record NameRecord(String type, String value, int priority, int ttl) {
  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public NameRecord {
    if (priority < 0 || priority > 0xffff) {
      throw new IllegalArgumentException("a record's priority is 0 to 65535, not " + priority);
    }
    if (ttl < 0) {
      throw new IllegalArgumentException("a record's TTL is 0 to 2147483647 seconds, not " + ttl);
    }
  }
}
