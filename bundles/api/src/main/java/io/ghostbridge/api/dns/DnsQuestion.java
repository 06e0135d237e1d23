package io.ghostbridge.api.dns;

import java.util.Arrays;

/**
 * A question's name in wire format (RFC 1035, section 4.1.2) with its ASCII letters in lower case,
 * and its type; the class is IN. Equal questions have equal answers, so this is a cache's key.
 */
public final class DnsQuestion {
  private final byte[] name;
  private final int type;
  private final int hash;

  /**
   * @param name uncompressed labels with the final zero byte, at most 255 bytes, ASCII letters in
   *     lower case; given away by the caller
   * @param type the query type, 1 to 65,535
   */
  public DnsQuestion(byte[] name, int type) {
    this.name = name;
    this.type = type;
    this.hash = 31 * Arrays.hashCode(name) + type;
  }

  /** The wire format of the name, not copied: not to be changed. */
  public byte[] name() {
    return name;
  }

  /** The query type (RFC 6895). */
  public int type() {
    return type;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DnsQuestion that
        && hash == that.hash
        && type == that.type
        && Arrays.equals(name, that.name);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
