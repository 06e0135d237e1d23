package io.ghostbridge.api.dns;

/**
 * Why an answer is what it is (RFC 8914), for the people at the other end; it changes nothing of
 * what the answer means. Transports send it to clients that use EDNS.
 *
 * @param infoCode a code of IANA's registry "Extended DNS Error Codes", 0 to 65,535
 * @param extraText a short sentence for a log, or empty; no secret and no host of the inside
 */
public record DnsExtendedError(int infoCode, String extraText) {
  /** RFC 8914, section 4.1: none of the others fits; see the text. */
  public static final int OTHER = 0;

  /** RFC 8914, section 4.4. */
  public static final int STALE_ANSWER = 3;

  /** RFC 8914, section 4.15. */
  public static final int NOT_READY = 14;

  /** RFC 8914, section 4.19: the client may not ask that. */
  public static final int PROHIBITED = 18;

  /** RFC 8914, section 4.21: the name is of no zone here. */
  public static final int NOT_AUTHORITATIVE = 20;

  /** RFC 8914, section 4.22. */
  public static final int NOT_SUPPORTED = 21;

  /** RFC 8914, section 4.23: no server that would know the answer did answer. */
  public static final int NO_REACHABLE_AUTHORITY = 22;

  /** RFC 8914, section 4.25: what a zone's source has is no good. */
  public static final int INVALID_DATA = 24;

  private static final int MAXIMUM_CODE = 0xffff;

  /**
   * Checks the code.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public DnsExtendedError {
    if (infoCode < 0 || infoCode > MAXIMUM_CODE) {
      throw new IllegalArgumentException("infoCode is " + infoCode + ", expected 0 to 65535");
    }
  }
}
