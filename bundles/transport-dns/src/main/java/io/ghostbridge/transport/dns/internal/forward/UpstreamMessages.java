package io.ghostbridge.transport.dns.internal.forward;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.transport.dns.internal.message.DnsCodes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Queries to an upstream server and what its responses say. Queries have no OPT record: it concerns
 * one hop only (RFC 6891, 6.1.1), so none has to be cut out of the response, whose sections can
 * then be passed on as they are: the question before them has the same length as the client's.
 */
final class UpstreamMessages {
  private static final int RESPONSE_WITH_OPCODE_QUERY = 0x8000;
  private static final int RESPONSE_AND_OPCODE = 0xf800;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RESPONSE_CODE = 0xf;
  private static final int FIRST_COUNT = 4;

  private UpstreamMessages() {}

  /** A query that asks for recursion. */
  static byte[] query(int id, DnsQuestion question) {
    byte[] name = question.name();
    return ByteBuffer.allocate(DnsCodes.HEADER_BYTES + name.length + 4)
        .putShort((short) id)
        .putShort((short) RECURSION_DESIRED)
        .putShort((short) 1)
        .putShort((short) 0)
        .putInt(0)
        .put(name)
        .putShort((short) question.type())
        .putShort((short) DnsCodes.CLASS_IN)
        .array();
  }

  /**
   * Whether the first {@code length} bytes of {@code response} answer {@code query}: the same id
   * and question (RFC 5452, 9.1), the name's case aside.
   */
  static boolean answers(byte[] response, int length, byte[] query) {
    if (length < query.length
        || response[0] != query[0]
        || response[1] != query[1]
        || (unsigned16(response, 2) & RESPONSE_AND_OPCODE) != RESPONSE_WITH_OPCODE_QUERY
        || unsigned16(response, FIRST_COUNT) != 1) {
      return false;
    }
    int nameEnd = query.length - 4;
    for (int i = DnsCodes.HEADER_BYTES; i < nameEnd; i++) {
      if (lowerCase(response[i]) != query[i]) {
        return false;
      }
    }
    return Arrays.equals(response, nameEnd, query.length, query, nameEnd, query.length);
  }

  private static int lowerCase(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
  }

  /** Whether a response says that the whole of it is to be had by TCP. */
  static boolean truncated(byte[] response) {
    return (unsigned16(response, 2) & TRUNCATED) != 0;
  }

  /**
   * What a response that {@linkplain #answers answers} {@code query} says; never authoritative,
   * since it is not this server that says it.
   *
   * @return null where its counts promise more records than there can be
   */
  static @Nullable DnsAnswer answer(byte[] response, int length, byte[] query) {
    int answerCount = unsigned16(response, FIRST_COUNT + 2);
    int authorityCount = unsigned16(response, FIRST_COUNT + 4);
    int additionalCount = unsigned16(response, FIRST_COUNT + 6);
    int records = answerCount + authorityCount + additionalCount;
    // The shortest record is the root's without data; the client's response may get an OPT more.
    if (records * 11 > length - query.length || additionalCount == 0xffff) {
      return null;
    }
    return new DnsAnswer(
        unsigned16(response, 2) & RESPONSE_CODE,
        false,
        answerCount,
        authorityCount,
        additionalCount,
        Arrays.copyOfRange(response, query.length, length));
  }

  private static int unsigned16(byte[] bytes, int offset) {
    return ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
  }
}
