package io.ghostbridge.transport.dns.internal.https;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.transport.dns.internal.message.DnsCodes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * How long a response may be kept by a cache that does not look into it (RFC 8484, section 5.1).
 */
final class Freshness {
  private Freshness() {}

  /**
   * The least TTL of the answer section, or, where that is empty, that of the SOA record that says
   * how long the denial holds (RFC 2308, section 5); 0 for failures and for what has neither.
   */
  static long seconds(DnsAnswer answer) {
    if (answer.responseCode() != DnsCodes.NOERROR && answer.responseCode() != DnsCodes.NXDOMAIN) {
      return 0;
    }
    ByteBuffer sections = ByteBuffer.wrap(answer.sections());
    try {
      return answer.answerCount() > 0
          ? leastTtl(sections, answer.answerCount())
          : denialTtl(sections, answer.authorityCount());
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // Sections of a forwarder's that are not what its counts say.
      return 0;
    }
  }

  private static long leastTtl(ByteBuffer sections, int count) {
    long least = Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      skipName(sections);
      sections.getInt();
      least = Math.min(least, ttl(sections.getInt()));
      skipData(sections);
    }
    return least;
  }

  private static long denialTtl(ByteBuffer sections, int count) {
    for (int i = 0; i < count; i++) {
      skipName(sections);
      int type = sections.getShort();
      sections.getShort();
      long ttl = ttl(sections.getInt());
      int length = skipData(sections);
      if (type == DnsCodes.TYPE_SOA && length >= Integer.BYTES) {
        return Math.min(ttl, ttl(sections.getInt(sections.position() - Integer.BYTES)));
      }
    }
    return 0;
  }

  /** RFC 2181, section 8: a TTL with the highest bit set is 0. */
  private static long ttl(int value) {
    return Math.max(0, value);
  }

  private static int skipData(ByteBuffer sections) {
    int length = sections.getShort() & 0xffff;
    sections.position(sections.position() + length);
    return length;
  }

  private static void skipName(ByteBuffer sections) {
    while (true) {
      int label = sections.get() & 0xff;
      if (label >= 0xc0) {
        sections.get();
        return;
      }
      if (label == 0) {
        return;
      }
      sections.position(sections.position() + label);
    }
  }
}
