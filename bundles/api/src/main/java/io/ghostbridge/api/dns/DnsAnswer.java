package io.ghostbridge.api.dns;

import org.jspecify.annotations.Nullable;

/**
 * An answer ready to be sent: everything behind the question section, encoded once and used for
 * every query with that question. Compression pointers in it count on the question's name standing
 * at offset 12 of the message.
 *
 * <p>Immutable; the array is shared and must not be changed.
 */
public final class DnsAnswer {
  private final int responseCode;
  private final boolean authoritative;
  private final int answerCount;
  private final int authorityCount;
  private final int additionalCount;
  private final byte[] sections;
  private final @Nullable DnsExtendedError extendedError;

  /**
   * @param responseCode the RCODE, 0 to 15 (RFC 6895)
   * @param authoritative the AA bit
   * @param sections the answer, authority and additional sections, without an OPT record, which is
   *     the transport's
   */
  public DnsAnswer(
      int responseCode,
      boolean authoritative,
      int answerCount,
      int authorityCount,
      int additionalCount,
      byte[] sections) {
    this(responseCode, authoritative, answerCount, authorityCount, additionalCount, sections, null);
  }

  private DnsAnswer(
      int responseCode,
      boolean authoritative,
      int answerCount,
      int authorityCount,
      int additionalCount,
      byte[] sections,
      @Nullable DnsExtendedError extendedError) {
    this.responseCode = responseCode;
    this.authoritative = authoritative;
    this.answerCount = answerCount;
    this.authorityCount = authorityCount;
    this.additionalCount = additionalCount;
    this.sections = sections;
    this.extendedError = extendedError;
  }

  /** An answer without records. */
  public static DnsAnswer empty(int responseCode) {
    return new DnsAnswer(responseCode, false, 0, 0, 0, new byte[0]);
  }

  /** The same answer, which says why it is so. */
  public DnsAnswer because(DnsExtendedError reason) {
    return new DnsAnswer(
        responseCode,
        authoritative,
        answerCount,
        authorityCount,
        additionalCount,
        sections,
        reason);
  }

  /** Why the answer is so; null where there is nothing to be said. */
  public @Nullable DnsExtendedError extendedError() {
    return extendedError;
  }

  /** The RCODE. */
  public int responseCode() {
    return responseCode;
  }

  /** The AA bit. */
  public boolean authoritative() {
    return authoritative;
  }

  /** The number of records in the answer section. */
  public int answerCount() {
    return answerCount;
  }

  /** The number of records in the authority section. */
  public int authorityCount() {
    return authorityCount;
  }

  /** The number of records in the additional section. */
  public int additionalCount() {
    return additionalCount;
  }

  /** The encoded sections, not copied: not to be changed. */
  public byte[] sections() {
    return sections;
  }
}
