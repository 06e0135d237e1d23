package io.ghostbridge.transport.dns.internal.message;

import io.ghostbridge.api.dns.DnsQuestion;
import org.jspecify.annotations.Nullable;

/**
 * A query as far as it decides on its response.
 *
 * @param id the message id
 * @param opcode 0 to 15
 * @param recursionDesired the RD bit
 * @param responseCode {@link DnsCodes#NOERROR} where the question is to be answered, else the RCODE
 *     that the query gets without asking anybody
 * @param name the question's name in wire format, in the client's case; null where the response has
 *     no question section
 * @param type the question's type
 * @param questionClass the question's class
 * @param question the question to answer; null unless {@code responseCode} is NOERROR, and in a
 *     query without a question that asks for a cookie only (RFC 7873, section 5.4)
 * @param payloadSize the greatest UDP response that the client takes; 0 without EDNS (RFC 6891)
 * @param ednsFlags of EDNS's flags those that the response repeats: DO (RFC 3225), and CO with DO
 *     (RFC 9824, section 5.1)
 * @param options what EDNS's options ask for; null without any
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy would be made for each query.
public record Query(
    int id,
    int opcode,
    boolean recursionDesired,
    int responseCode,
    byte @Nullable [] name,
    int type,
    int questionClass,
    @Nullable DnsQuestion question,
    int payloadSize,
    int ednsFlags,
    @Nullable QueryOptions options) {
  /** Whether the query has an OPT record, so that the response has one too. */
  public boolean edns() {
    return payloadSize > 0;
  }
}
