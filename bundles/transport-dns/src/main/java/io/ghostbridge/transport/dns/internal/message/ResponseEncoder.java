package io.ghostbridge.transport.dns.internal.message;

import io.ghostbridge.api.dns.DnsAnswer;
import io.netty.buffer.ByteBuf;

/** Encodes responses: header, the client's question, the answer's sections, and OPT. */
public final class ResponseEncoder {
  private static final int OPT_BYTES = 11;
  private static final int QUESTION_TRAILER_BYTES = 4;

  private final int greatestUdpResponse;
  private final boolean recursionAvailable;

  /**
   * @param greatestUdpResponse whatever the client takes, in bytes
   * @param recursionAvailable the RA bit of all responses
   */
  public ResponseEncoder(int greatestUdpResponse, boolean recursionAvailable) {
    this.greatestUdpResponse = greatestUdpResponse;
    this.recursionAvailable = recursionAvailable;
  }

  /** The greatest response that {@code query} may get by UDP (RFC 6891, 6.2.5). */
  public int udpLimit(Query query) {
    return Math.max(
        DnsCodes.MINIMUM_UDP_PAYLOAD, Math.min(query.payloadSize(), greatestUdpResponse));
  }

  /** The size of the whole response with {@code options} in its OPT record. */
  public int size(Query query, DnsAnswer answer, byte[] options) {
    return sizeWithoutSections(query) + answer.sections().length + options.length;
  }

  private static int sizeWithoutSections(Query query) {
    byte[] name = query.name();
    return DnsCodes.HEADER_BYTES
        + (name == null ? 0 : name.length + QUESTION_TRAILER_BYTES)
        + (query.edns() ? OPT_BYTES : 0);
  }

  /**
   * Appends the response, or an empty one with the TC bit if it is longer than {@code limit}.
   *
   * @param options what the OPT record has, in wire format; empty where {@code query} has none
   */
  public void encode(Query query, DnsAnswer answer, byte[] options, int limit, ByteBuf out) {
    if (size(query, answer, options) > limit) {
      encodeTruncated(query, answer.responseCode(), answer.authoritative(), options, out);
      return;
    }
    header(query, answer.responseCode(), answer.authoritative(), false, out);
    out.writeShort(answer.answerCount());
    out.writeShort(answer.authorityCount());
    out.writeShort(answer.additionalCount() + (query.edns() ? 1 : 0));
    question(query, out);
    out.writeBytes(answer.sections());
    opt(query, answer.responseCode(), options, out);
  }

  /** Appends a response without records that sends the client to TCP. */
  public void encodeTruncated(
      Query query, int responseCode, boolean authoritative, byte[] options, ByteBuf out) {
    header(query, responseCode, authoritative, true, out);
    out.writeInt(0);
    out.writeShort(query.edns() ? 1 : 0);
    question(query, out);
    opt(query, responseCode, options, out);
  }

  /** Id, flags and QDCOUNT. */
  private void header(
      Query query, int responseCode, boolean authoritative, boolean truncated, ByteBuf out) {
    int flags =
        0x8000
            | query.opcode() << 11
            | (authoritative ? 0x0400 : 0)
            | (truncated ? 0x0200 : 0)
            | (query.recursionDesired() ? 0x0100 : 0)
            | (recursionAvailable ? 0x0080 : 0)
            | (responseCode & 0xf);
    out.writeShort(query.id());
    out.writeShort(flags);
    out.writeShort(query.name() == null ? 0 : 1);
  }

  private static void question(Query query, ByteBuf out) {
    byte[] name = query.name();
    if (name != null) {
      out.writeBytes(name);
      out.writeShort(query.type());
      out.writeShort(query.questionClass());
    }
  }

  private void opt(Query query, int responseCode, byte[] options, ByteBuf out) {
    if (query.edns()) {
      out.writeByte(0);
      out.writeShort(DnsCodes.TYPE_OPT);
      out.writeShort(DnsCodes.UDP_PAYLOAD_TAKEN);
      out.writeByte(responseCode >> 4);
      out.writeByte(0);
      out.writeShort(query.ednsFlags());
      out.writeShort(options.length);
      out.writeBytes(options);
    }
  }
}
