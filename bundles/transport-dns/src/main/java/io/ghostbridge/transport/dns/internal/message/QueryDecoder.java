package io.ghostbridge.transport.dns.internal.message;

import io.ghostbridge.api.dns.DnsQuestion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes queries (RFC 1035, section 4; RFC 6891). Takes any bytes and throws nothing. One instance
 * decodes one message at a time and may be used again.
 */
public final class QueryDecoder {
  private static final int FLAG_RESPONSE = 0x80;
  private static final int FLAG_RECURSION_DESIRED = 0x01;
  private static final int QUESTION_TRAILER_BYTES = 4;
  private static final int RECORD_FIXED_BYTES = 10;
  private static final int MAXIMUM_NAME = 255;
  private static final int MAXIMUM_LABEL = 63;

  private byte[] message = new byte[0];
  private int length;
  private int at;
  private int payloadSize;
  private int ednsFlags;
  private boolean badVersion;
  private @Nullable QueryOptions options;

  /**
   * Decodes the first {@code length} bytes of {@code message}.
   *
   * @return null for what gets no response: less than a header, or itself a response
   */
  public @Nullable Query decode(byte[] message, int length) {
    if (length < DnsCodes.HEADER_BYTES || (message[2] & FLAG_RESPONSE) != 0) {
      return null;
    }
    this.message = message;
    this.length = length;
    payloadSize = 0;
    ednsFlags = 0;
    badVersion = false;
    options = null;
    int opcode = message[2] >> 3 & 0xf;
    if (opcode != 0) {
      return withoutQuestion(opcode, DnsCodes.NOTIMP);
    }
    if (unsigned16(4) != 1) {
      return unsigned16(4) == 0 && isCookieRequest()
          ? cookieRequest()
          : withoutQuestion(opcode, DnsCodes.FORMERR);
    }
    int nameEnd = nameEnd();
    if (nameEnd < 0 || nameEnd + QUESTION_TRAILER_BYTES > length) {
      return withoutQuestion(opcode, DnsCodes.FORMERR);
    }
    byte[] name = Arrays.copyOfRange(message, DnsCodes.HEADER_BYTES, nameEnd);
    int type = unsigned16(nameEnd);
    int questionClass = unsigned16(nameEnd + 2);
    at = nameEnd + QUESTION_TRAILER_BYTES;
    int code = responseCode(type, questionClass);
    return new Query(
        unsigned16(0),
        opcode,
        recursionDesired(),
        code,
        name,
        type,
        questionClass,
        code == DnsCodes.NOERROR ? ask(name, type) : null,
        payloadSize,
        ednsFlags,
        options);
  }

  /** No question, but a well-formed cookie (RFC 7873, section 5.4). */
  private boolean isCookieRequest() {
    at = DnsCodes.HEADER_BYTES;
    return unsigned16(6) == 0
        && unsigned16(8) == 0
        && readAdditional()
        && !badVersion
        && options != null
        && options.cookie() != null;
  }

  private Query cookieRequest() {
    return new Query(
        unsigned16(0),
        0,
        recursionDesired(),
        DnsCodes.NOERROR,
        null,
        0,
        0,
        null,
        payloadSize,
        ednsFlags,
        options);
  }

  private DnsQuestion ask(byte[] name, int type) {
    boolean dnssecOk = (ednsFlags & DnsCodes.FLAG_DNSSEC_OK) != 0;
    boolean compactAnswersOk = (ednsFlags & DnsCodes.FLAG_COMPACT_ANSWERS_OK) != 0;
    return new DnsQuestion(lowerCase(name), type, dnssecOk, compactAnswersOk);
  }

  private int responseCode(int type, int questionClass) {
    boolean transfer = type == DnsCodes.TYPE_AXFR || type == DnsCodes.TYPE_IXFR;
    boolean otherSections = unsigned16(6) != 0 || unsigned16(8) != 0;
    if (transfer && otherSections) {
      return DnsCodes.REFUSED;
    }
    if (otherSections || !readAdditional() || type == 0 || isMetaType(type)) {
      return DnsCodes.FORMERR;
    }
    if (badVersion) {
      return DnsCodes.BADVERS;
    }
    if (transfer || questionClass != DnsCodes.CLASS_IN) {
      return DnsCodes.REFUSED;
    }
    boolean obsolete = type == DnsCodes.TYPE_MAILA || type == DnsCodes.TYPE_MAILB;
    return obsolete ? DnsCodes.NOTIMP : DnsCodes.NOERROR;
  }

  private static boolean isMetaType(int type) {
    return type == DnsCodes.TYPE_OPT
        || type == DnsCodes.TYPE_NXNAME
        || type == DnsCodes.TYPE_TKEY
        || type == DnsCodes.TYPE_TSIG;
  }

  private Query withoutQuestion(int opcode, int code) {
    return new Query(unsigned16(0), opcode, recursionDesired(), code, null, 0, 0, null, 0, 0, null);
  }

  private boolean recursionDesired() {
    return (message[2] & FLAG_RECURSION_DESIRED) != 0;
  }

  /** The end of the question's name, or -1 if it is malformed or compressed. */
  private int nameEnd() {
    int position = DnsCodes.HEADER_BYTES;
    while (position < length) {
      int label = message[position] & 0xff;
      position += 1 + label;
      if (label == 0) {
        return position - DnsCodes.HEADER_BYTES <= MAXIMUM_NAME ? position : -1;
      }
      if (label > MAXIMUM_LABEL) {
        return -1;
      }
    }
    return -1;
  }

  /** Reads the additional section to the end of the message; false if it is malformed. */
  private boolean readAdditional() {
    boolean optSeen = false;
    for (int count = unsigned16(10); count > 0; count--) {
      int nameStart = at;
      if (!skipName() || at + RECORD_FIXED_BYTES > length) {
        return false;
      }
      int fixed = at;
      at += RECORD_FIXED_BYTES + unsigned16(fixed + 8);
      if (at > length) {
        return false;
      }
      if (unsigned16(fixed) == DnsCodes.TYPE_OPT) {
        if (optSeen || fixed - nameStart != 1) {
          return false;
        }
        optSeen = true;
        payloadSize = Math.max(unsigned16(fixed + 2), DnsCodes.MINIMUM_UDP_PAYLOAD);
        badVersion = message[fixed + 5] != 0;
        ednsFlags = repeatedFlags(unsigned16(fixed + 6));
        if (at > fixed + RECORD_FIXED_BYTES && !badVersion) {
          options = QueryOptions.of(message, fixed + RECORD_FIXED_BYTES, at);
          if (options == null) {
            return false;
          }
        }
      }
    }
    return at == length;
  }

  private static int repeatedFlags(int flags) {
    return (flags & DnsCodes.FLAG_DNSSEC_OK) == 0
        ? 0
        : flags & (DnsCodes.FLAG_DNSSEC_OK | DnsCodes.FLAG_COMPACT_ANSWERS_OK);
  }

  private boolean skipName() {
    while (at < length) {
      int label = message[at] & 0xff;
      if (label >= 0xc0) {
        at += 2;
        return at <= length;
      }
      at += 1 + label;
      if (label == 0) {
        return true;
      }
      if (label > MAXIMUM_LABEL) {
        return false;
      }
    }
    return false;
  }

  private int unsigned16(int offset) {
    return ((message[offset] & 0xff) << 8) | (message[offset + 1] & 0xff);
  }

  /** The same array where it has no capital; a label's length is never taken for a letter. */
  private static byte[] lowerCase(byte[] name) {
    byte[] lower = null;
    // Lengths are below 'A', so that no walk by labels is needed.
    for (int i = 0; i < name.length; i++) {
      byte letter = name[i];
      if (letter >= 'A' && letter <= 'Z') {
        if (lower == null) {
          lower = name.clone();
        }
        lower[i] = (byte) (letter + ('a' - 'A'));
      }
    }
    return lower == null ? name : lower;
  }
}
