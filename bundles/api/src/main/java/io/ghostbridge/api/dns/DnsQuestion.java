package io.ghostbridge.api.dns;

import java.util.Arrays;

/**
 * A question's name in wire format (RFC 1035, section 4.1.2) with its ASCII letters in lower case,
 * its type, and whether signatures are wanted; the class is IN. Equal questions have equal answers,
 * so this is a cache's key.
 */
public final class DnsQuestion {
  private final byte[] name;
  private final int type;
  private final boolean dnssecOk;
  private final boolean compactAnswersOk;
  private final int hash;

  /**
   * A question of a client that wants no signatures.
   *
   * @param name uncompressed labels with the final zero byte, at most 255 bytes, ASCII letters in
   *     lower case; given away by the caller
   * @param type the query type, 1 to 65,535
   */
  public DnsQuestion(byte[] name, int type) {
    this(name, type, false, false);
  }

  /**
   * @param name as above
   * @param type as above
   * @param dnssecOk the DO bit (RFC 3225): the answer is to come with its signatures and proofs
   * @param compactAnswersOk the CO bit (RFC 9824, section 5.1): of a name that is not there the
   *     client takes NXDOMAIN with a compact proof; counts only with {@code dnssecOk}
   */
  public DnsQuestion(byte[] name, int type, boolean dnssecOk, boolean compactAnswersOk) {
    this.name = name;
    this.type = type;
    this.dnssecOk = dnssecOk;
    this.compactAnswersOk = dnssecOk && compactAnswersOk;
    int bits = (dnssecOk ? 1 << 16 : 0) + (this.compactAnswersOk ? 1 << 17 : 0);
    this.hash = 31 * Arrays.hashCode(name) + type + bits;
  }

  /** The wire format of the name, not copied: not to be changed. */
  public byte[] name() {
    return name;
  }

  /** The query type (RFC 6895). */
  public int type() {
    return type;
  }

  /** Whether the answer is to come with signatures and proofs (RFC 4035, section 3.1). */
  public boolean dnssecOk() {
    return dnssecOk;
  }

  /** Whether NXDOMAIN may come with a compact proof; never without {@link #dnssecOk}. */
  public boolean compactAnswersOk() {
    return compactAnswersOk;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DnsQuestion that
        && hash == that.hash
        && type == that.type
        && dnssecOk == that.dnssecOk
        && compactAnswersOk == that.compactAnswersOk
        && Arrays.equals(name, that.name);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
