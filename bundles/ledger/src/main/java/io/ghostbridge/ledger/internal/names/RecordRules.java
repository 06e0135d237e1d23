package io.ghostbridge.ledger.internal.names;

import io.ghostbridge.api.names.NameRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Which records a name may have: known types with right syntax, within bounds. */
public final class RecordRules {
  /** The most records of a name. */
  public static final int MAX_RECORDS = 64;

  /** The most characters of all values of a name. */
  public static final int MAX_CHARACTERS = 16_384;

  private static final String CNAME = "CNAME";
  private static final Set<String> WITH_PRIORITY = Set.of("MX", "SRV", "SVCB", "HTTPS");
  private static final Map<String, Integer> TYPES =
      Map.ofEntries(
          Map.entry("A", Type.A),
          Map.entry("AAAA", Type.AAAA),
          Map.entry(CNAME, Type.CNAME),
          Map.entry("MX", Type.MX),
          Map.entry("TXT", Type.TXT),
          Map.entry("NS", Type.NS),
          Map.entry("SRV", Type.SRV),
          Map.entry("CAA", Type.CAA),
          Map.entry("PTR", Type.PTR),
          Map.entry("TLSA", Type.TLSA),
          Map.entry("SVCB", Type.SVCB),
          Map.entry("HTTPS", Type.HTTPS));

  private RecordRules() {}

  /** Checks the records of one name. */
  public static void check(List<NameRecord> records) throws InvalidNameException {
    if (records.size() > MAX_RECORDS) {
      throw new InvalidNameException(
          "a name has at most " + MAX_RECORDS + " records, not " + records.size());
    }
    int characters = 0;
    Set<Record> seen = new HashSet<>();
    for (NameRecord record : records) {
      characters += record.value().length();
      if (characters > MAX_CHARACTERS) {
        throw new InvalidNameException(
            "the values of a name have at most " + MAX_CHARACTERS + " characters together");
      }
      if (!seen.add(parse(record))) {
        throw new InvalidNameException("the same " + record.type() + " record is there twice");
      }
      if (record.type().equals(CNAME) && records.size() > 1) {
        throw new InvalidNameException(
            "a name with a CNAME has no other record (RFC 1034, section 3.6.2)");
      }
    }
  }

  private static Record parse(NameRecord record) throws InvalidNameException {
    Integer type = TYPES.get(record.type());
    if (type == null) {
      throw new InvalidNameException(
          "record types are A, AAAA, CNAME, MX, TXT, NS, SRV, CAA, PTR, TLSA, SVCB and HTTPS, in"
              + " capitals");
    }
    boolean priority = WITH_PRIORITY.contains(record.type());
    if (!priority && record.priority() != 0) {
      throw new InvalidNameException("a " + record.type() + " record has no priority: give 0");
    }
    String value = record.value();
    if (value.isBlank() || !value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw new InvalidNameException(
          "the value of a "
              + record.type()
              + " record is printable ASCII in the form of RFC 1035, section 5.1");
    }
    if (value.startsWith("\\#")) {
      throw new InvalidNameException(
          "the value of a " + record.type() + " record is given in the type's own form");
    }
    String rdata = priority ? record.priority() + " " + value : value;
    try {
      // The owner's name and TTL are no part of what makes two records the same.
      return Record.fromString(Name.root, type, DClass.IN, 0, rdata, Name.root);
    } catch (IOException | RuntimeException e) {
      // A library's words differ from version to version, and receipts are part of consensus.
      throw new InvalidNameException(
          "the value of a "
              + record.type()
              + " record is not in that type's presentation form (RFC 1035, section 5.1)");
    }
  }
}
