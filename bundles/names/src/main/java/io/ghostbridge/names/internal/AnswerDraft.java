package io.ghostbridge.names.internal;

import io.ghostbridge.api.dns.DnsAnswer;
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

  /** What a message of the greatest size leaves beside header, longest question and OPT. */
  private static final int MAXIMUM_SECTIONS = 65_535 - HEADER_BYTES - 255 - 4 - 11;

  private final Name questionName;
  private final int type;
  private final boolean mayBlock;
  private final List<Record> answers = new ArrayList<>();
  private final List<Record> authority = new ArrayList<>();
  private final List<Record> additional = new ArrayList<>();
  private final List<ChangeClock.Reading> readings = new ArrayList<>();
  private int responseCode = Rcode.NOERROR;
  private boolean authoritative = true;
  private boolean cacheable = true;
  private boolean blocked;

  AnswerDraft(Name questionName, int type, boolean mayBlock) {
    this.questionName = questionName;
    this.type = type;
    this.mayBlock = mayBlock;
  }

  void dependOn(ChangeClock.Reading reading) {
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

  ChangeClock.Reading[] readings() {
    return readings.toArray(ChangeClock.Reading[]::new);
  }

  /**
   * Encodes the sections as they stand behind the question, whose name they may point to.
   *
   * @throws NameSourceException if they do not fit into a message
   */
  DnsAnswer encode() throws NameSourceException {
    var message = new Message(0);
    message.addRecord(Record.newRecord(questionName, type, DClass.IN), Section.QUESTION);
    answers.forEach(each -> message.addRecord(each, Section.ANSWER));
    authority.forEach(each -> message.addRecord(each, Section.AUTHORITY));
    additional.forEach(each -> message.addRecord(each, Section.ADDITIONAL));
    byte[] wire = message.toWire();
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
        additional.size(),
        Arrays.copyOfRange(wire, start, wire.length));
  }
}
