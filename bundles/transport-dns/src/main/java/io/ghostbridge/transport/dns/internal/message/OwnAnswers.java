package io.ghostbridge.transport.dns.internal.message;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsExtendedError;

/** What the transport answers by itself, asking nobody, with the reason (RFC 8914). */
public final class OwnAnswers {
  /** While nobody is there who answers. */
  public static final DnsAnswer NO_RESPONDER =
      failure(DnsExtendedError.NOT_READY, "the source of answers is being replaced or starts");

  /** When who answers has thrown. */
  public static final DnsAnswer RESPONDER_FAILED =
      failure(DnsExtendedError.OTHER, "internal error; the server's log has it");

  /** When as many questions as allowed are in flight. */
  public static final DnsAnswer TOO_BUSY =
      failure(DnsExtendedError.OTHER, "too many questions are waiting; ask again later");

  /** When no upstream server answered. */
  public static final DnsAnswer NOBODY_ANSWERED =
      failure(
          DnsExtendedError.NO_REACHABLE_AUTHORITY,
          "no server answered that such names are asked of");

  /** For clients whose questions are not forwarded. */
  public static final DnsAnswer NOT_FORWARDED =
      DnsAnswer.empty(DnsCodes.REFUSED)
          .because(
              new DnsExtendedError(
                  DnsExtendedError.PROHIBITED, "names of no zone here are not for this client"));

  /** Sends the client back with the cookie that comes along (RFC 7873, section 5.2.3). */
  public static final DnsAnswer BAD_COOKIE = DnsAnswer.empty(DnsCodes.BADCOOKIE);

  private static final DnsAnswer UNSUPPORTED =
      DnsAnswer.empty(DnsCodes.REFUSED)
          .because(
              new DnsExtendedError(
                  DnsExtendedError.NOT_SUPPORTED, "neither transfers nor classes other than IN"));
  private static final DnsAnswer OBSOLETE =
      DnsAnswer.empty(DnsCodes.NOTIMP)
          .because(new DnsExtendedError(DnsExtendedError.NOT_SUPPORTED, ""));

  private OwnAnswers() {}

  private static DnsAnswer failure(int infoCode, String reason) {
    return DnsAnswer.empty(DnsCodes.SERVFAIL).because(new DnsExtendedError(infoCode, reason));
  }

  /** What a query gets that has no question to answer. */
  public static DnsAnswer withoutQuestion(Query query) {
    return switch (query.responseCode()) {
      case DnsCodes.REFUSED -> UNSUPPORTED;
      case DnsCodes.NOTIMP -> OBSOLETE;
      default -> DnsAnswer.empty(query.responseCode());
    };
  }
}
