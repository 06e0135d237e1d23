package io.ghostbridge.names.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.names.NameSourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** An answer that is being put together, and what it was made of. Used by one thread. */
final class AnswerDraft {
  private static final int HEADER_BYTES = 12;
  private static final int QUESTION_TRAILER_BYTES = 4;

  /** What goes by UDP to nearly everybody, without the OPT record. */
  private static final int SINGLE_DATAGRAM = 1232 - 11;

  /** What a message of the greatest size leaves beside header, longest question and OPT. */
  private static final int MAXIMUM_SECTIONS = 65_535 - HEADER_BYTES - 255 - 4 - 11;

  private final Name questionName;
  private final DnsQuestion question;
  private final boolean mayBlock;
  private final List<Record> answers = new ArrayList<>();
  private final List<Record> authority = new ArrayList<>();
  private final List<Record> additional = new ArrayList<>();
  private final List<Record> additionalSignatures = new ArrayList<>();
  private final List<Freshness> readings = new ArrayList<>();
  private long freshUntilMillis = Long.MAX_VALUE;
  private int responseCode = Rcode.NOERROR;
  private boolean authoritative = true;
  private boolean cacheable = true;
  private boolean blocked;

  AnswerDraft(Name questionName, DnsQuestion question, boolean mayBlock) {
    this.questionName = questionName;
    this.question = question;
    this.mayBlock = mayBlock;
  }

  /** What is to be answered. */
  DnsQuestion question() {
    return question;
  }

  void dependOn(Freshness reading) {
    readings.add(reading);
  }

  void answer(List<Record> records) {
    answers.addAll(records);
  }

  void authority(List<Record> records) {
    authority.addAll(records);
  }

  void additional(List<Record> records) {
    additional.addAll(records);
  }

  /** Signatures of additional records, which are left out where the answer gets too long. */
  void additionalSignatures(List<Record> records) {
    additionalSignatures.addAll(records);
  }

  /** The answer holds a signature that is not to be sent any more from {@code millis} on. */
  void freshUntil(long millis) {
    freshUntilMillis = Math.min(freshUntilMillis, millis);
  }

  void responseCode(int code) {
    responseCode = code;
  }

  /** The answer only says where to ask. */
  void referral() {
    // The first name's owner decides on AA (RFC 1035, 4.1.1): an alias of ours keeps it.
    authoritative = !answers.isEmpty();
  }

  /** The answer holds what no change of a name announces. */
  void notCacheable() {
    cacheable = false;
  }

  /** Whether sources that may block may be asked. */
  boolean mayBlock() {
    return mayBlock;
  }

  /** The answer is not finished, since somebody would have to be waited for. */
  void block() {
    blocked = true;
  }

  boolean blocked() {
    return blocked;
  }

  boolean cacheable() {
    return cacheable;
  }

  List<Record> answers() {
    return answers;
  }

  List<Record> authority() {
    return authority;
  }

  Freshness[] readings() {
    if (freshUntilMillis != Long.MAX_VALUE) {
      long until = freshUntilMillis;
      readings.add(() -> System.currentTimeMillis() < until);
    }
    return readings.toArray(Freshness[]::new);
  }

  /**
   * Encodes the sections as they stand behind the question, whose name they may point to.
   *
   * @throws NameSourceException if they do not fit into a message
   */
  DnsAnswer encode() throws NameSourceException {
    byte[] wire = wire(additionalSignatures);
    int signatures = additionalSignatures.size();
    if (wire.length > SINGLE_DATAGRAM && signatures > 0) {
      // RFC 4035, 3.1.1: rather without than not at all.
      wire = wire(List.of());
      signatures = 0;
    }
    int start = HEADER_BYTES + questionName.length() + QUESTION_TRAILER_BYTES;
    if (wire.length - start > MAXIMUM_SECTIONS) {
      throw new NameSourceException(
          "the answer to " + questionName + " has " + wire.length + " bytes; at most 65535 can be");
    }
    return new DnsAnswer(
        responseCode,
        authoritative,
        answers.size(),
        authority.size(),
        additional.size() + signatures,
        Arrays.copyOfRange(wire, start, wire.length));
  }

  private byte[] wire(List<Record> last) {
    var message = new Message(0);
    message.addRecord(Record.newRecord(questionName, question.type(), DClass.IN), Section.QUESTION);
    answers.forEach(each -> message.addRecord(each, Section.ANSWER));
    authority.forEach(each -> message.addRecord(each, Section.AUTHORITY));
    additional.forEach(each -> message.addRecord(each, Section.ADDITIONAL));
    last.forEach(each -> message.addRecord(each, Section.ADDITIONAL));
    return message.toWire();
  }
}
