package io.ghostbridge.names.internal;

import io.ghostbridge.proto.dns.v1.ZoneRecord;
import io.ghostbridge.proto.dns.v1.ZoneUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A checked {@code ZoneUpdate}. */
final class ZoneChange {
  private static final int MAXIMUM_RECORDS = 100_000;
  private static final Set<String> TYPES =
      Set.of("A", "AAAA", "CAA", "CNAME", "HTTPS", "MX", "NS", "PTR", "SRV", "SVCB", "TLSA", "TXT");

  private record RecordSet(Name name, int type) {}

  private final String zone;
  private final boolean replaceAll;
  private final Set<RecordSet> replaced = new HashSet<>();
  private final List<Record> records = new ArrayList<>();

  private ZoneChange(String zone, boolean replaceAll) {
    this.zone = zone;
    this.replaceAll = replaceAll;
  }

  /** Checks every record of {@code update}. An empty value stands for no record. */
  static ZoneChange of(ZoneUpdate update) throws ZoneUpdateException {
    var change = new ZoneChange(canonical(update.getZone(), "zone"), update.getReplaceAll());
    if (update.getRecordsCount() > MAXIMUM_RECORDS) {
      throw bad(
          "the update has "
              + update.getRecordsCount()
              + " records; at most "
              + MAXIMUM_RECORDS
              + " are taken at once");
    }
    for (int i = 0; i < update.getRecordsCount(); i++) {
      change.add(update.getRecords(i), "records[" + i + "]");
    }
    return change;
  }

  private void add(ZoneRecord from, String where) throws ZoneUpdateException {
    if (!TYPES.contains(from.getType())) {
      throw bad(
          where
              + ".type is \""
              + from.getType()
              + "\"; it must be one of "
              + TYPES.stream().sorted().toList()
              + " (the SOA record is made by the server)");
    }
    int type = Type.value(from.getType());
    try {
      Name name = Name.fromString(absolute(from.getName(), where), Name.root);
      replaced.add(new RecordSet(name, type));
      if (!from.getValue().isEmpty()) {
        if (from.getTtl() < 0) {
          throw bad(where + ".ttl is more than 2147483647 seconds");
        }
        records.add(
            Record.fromString(name, type, DClass.IN, from.getTtl(), from.getValue(), Name.root));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw bad(
          where
              + ".value is no data of a "
              + from.getType()
              + " record: \""
              + from.getValue()
              + "\" ("
              + e.getMessage()
              + ")");
    }
  }

  /** {@code @} and the empty name are the apex; a name without final dot may leave out the zone. */
  private String absolute(String given, String where) throws ZoneUpdateException {
    if (given.isEmpty() || given.equals("@")) {
      return zone;
    }
    String name = canonical(given, where + ".name");
    if (WireNames.isWithin(name, zone)) {
      return name;
    }
    if (given.endsWith(".")) {
      throw bad(where + ".name \"" + given + "\" is not in the zone " + zone);
    }
    return canonical(name + "." + zone, where + ".name");
  }

  private static String canonical(String name, String where) throws ZoneUpdateException {
    try {
      return CanonicalNames.of(name);
    } catch (IllegalArgumentException e) {
      throw bad(where + ": " + e.getMessage());
    }
  }

  String zone() {
    return zone;
  }

  /**
   * The zone's records after the change.
   *
   * @throws ZoneUpdateException if they would contradict each other
   */
  List<Record> applyTo(List<Record> before) throws ZoneUpdateException {
    var after = new ArrayList<Record>();
    for (Record each : before) {
      boolean kept =
          each.getType() == Type.SOA
              || !replaced.contains(new RecordSet(each.getName(), each.getType()));
      if (kept && !replaceAll) {
        after.add(each);
      }
    }
    after.addAll(records);
    checkAliases(after);
    return after.stream().allMatch(each -> each.getType() == Type.SOA) ? List.of() : after;
  }

  /** An alias is alone at its name (RFC 2181, 10.1), and never at the apex. */
  private void checkAliases(List<Record> after) throws ZoneUpdateException {
    var counts = new HashMap<Name, Integer>();
    after.forEach(each -> counts.merge(each.getName(), 1, Integer::sum));
    for (Record each : after) {
      if (each.getType() == Type.CNAME && counts.getOrDefault(each.getName(), 0) > 1) {
        throw bad(
            "a CNAME record must be the only one of its name; " + each.getName() + " has others");
      }
      if (each.getType() == Type.CNAME && each.getName().equals(nameOfZone())) {
        throw bad("a zone's own name cannot be an alias: " + zone);
      }
    }
  }

  private Name nameOfZone() {
    return Name.fromConstantString(zone + ".");
  }

  private static ZoneUpdateException bad(String message) {
    return new ZoneUpdateException(ZoneUpdateException.Reason.BAD_RECORD, message);
  }
}
