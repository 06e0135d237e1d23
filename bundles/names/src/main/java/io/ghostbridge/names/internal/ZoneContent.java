package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.ZoneApex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The records of an operator's zone, ready to be asked. Immutable. */
final class ZoneContent {
  private static final int SECONDS_A_DAY = 86_400;
  private static final int DEFAULT_TTL = 3600;

  private final ZoneApex apex;
  private final Map<String, NameEntry> entries;
  private final Set<String> namesWithNamesBelow;
  private final List<Record> records;

  private ZoneContent(
      ZoneApex apex,
      Map<String, NameEntry> entries,
      Set<String> namesWithNamesBelow,
      List<Record> records) {
    this.apex = apex;
    this.entries = entries;
    this.namesWithNamesBelow = namesWithNamesBelow;
    this.records = records;
  }

  /**
   * @param records all records of the zone; an SOA record among them gives the apex its data
   * @param serial the serial of a zone without an SOA record
   * @param timestamp seconds since 1970-01-01T00:00:00Z
   */
  static ZoneContent of(String zone, List<Record> records, long serial, long timestamp) {
    ZoneApex apex = apex(zone, records, serial);
    var recordsByName = new LinkedHashMap<String, List<NameRecord>>();
    var parents = new HashSet<String>();
    for (Record each : records) {
      if (each.getType() == Type.SOA) {
        continue;
      }
      String name = WireNames.text(each.getName().toWireCanonical());
      recordsByName.computeIfAbsent(name, ignored -> new ArrayList<>()).add(nameRecord(each));
      for (String parent = name;
          parent.length() > zone.length() && WireNames.isWithin(parent, zone); ) {
        parent = parent.substring(parent.indexOf('.') + 1);
        parents.add(parent);
      }
    }
    var entries = new LinkedHashMap<String, NameEntry>();
    recordsByName.forEach(
        (name, list) -> entries.put(name, new NameEntry(name, "", list, apex.serial(), timestamp)));
    return new ZoneContent(apex, Map.copyOf(entries), Set.copyOf(parents), List.copyOf(records));
  }

  private static ZoneApex apex(String zone, List<Record> records, long serial) {
    var servers = new ArrayList<String>();
    SOARecord soa = null;
    for (Record each : records) {
      if (each instanceof SOARecord found) {
        soa = found;
      } else if (each.getType() == Type.NS && isApex(each, zone)) {
        servers.add(each.rdataToString());
      }
    }
    if (soa != null) {
      String primary = soa.getHost().toString();
      servers.remove(primary);
      servers.addFirst(primary);
    } else if (servers.isEmpty()) {
      servers.add("ns." + zone + ".");
    }
    return soa == null
        ? new ZoneApex(
            servers,
            "hostmaster." + zone + ".",
            serial,
            SECONDS_A_DAY,
            7200,
            30 * SECONDS_A_DAY,
            300,
            DEFAULT_TTL)
        : new ZoneApex(
            servers,
            soa.getAdmin().toString(),
            soa.getSerial(),
            seconds(soa.getRefresh()),
            seconds(soa.getRetry()),
            seconds(soa.getExpire()),
            seconds(soa.getMinimum()),
            seconds(soa.getTTL()));
  }

  private static boolean isApex(Record each, String zone) {
    return WireNames.text(each.getName().toWireCanonical()).equals(zone);
  }

  private static int seconds(long value) {
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  private static NameRecord nameRecord(Record each) {
    String data = each.rdataToString();
    int priority = 0;
    if (each.getType() == Type.MX
        || each.getType() == Type.SRV
        || each.getType() == Type.SVCB
        || each.getType() == Type.HTTPS) {
      int space = data.indexOf(' ');
      priority = Integer.parseInt(data.substring(0, space));
      data = data.substring(space + 1);
    }
    return new NameRecord(Type.string(each.getType()), data, priority, seconds(each.getTTL()));
  }

  ZoneApex apex() {
    return apex;
  }

  @Nullable NameEntry entry(String name) {
    return entries.get(name);
  }

  boolean hasNamesBelow(String name) {
    return namesWithNamesBelow.contains(name);
  }

  /** The records it was made of. */
  List<Record> records() {
    return records;
  }

  /** The record that the zone's file begins with. */
  Record soa(Name zone, long serial) throws TextParseException {
    return new SOARecord(
        zone,
        DClass.IN,
        apex.ttl(),
        Name.fromString(apex.nameServers().getFirst(), Name.root),
        Name.fromString(apex.mailbox(), Name.root),
        serial,
        apex.refresh(),
        apex.retry(),
        apex.expire(),
        apex.negativeTtl());
  }
}
