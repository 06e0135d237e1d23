package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Records of sources as records of dnsjava. */
final class RecordFactory {
  private RecordFactory() {}

  /** The RRset of {@code type} in {@code entry}, with the least of its TTLs (RFC 2181, 5.2). */
  static List<Record> records(NameEntry entry, Name owner, int type) throws NameSourceException {
    var records = new ArrayList<Record>();
    String mnemonic = Type.string(type);
    int ttl = Integer.MAX_VALUE;
    for (NameRecord each : entry.records()) {
      if (each.type().equals(mnemonic)) {
        ttl = Math.min(ttl, each.ttl());
      }
    }
    for (NameRecord each : entry.records()) {
      if (each.type().equals(mnemonic)) {
        records.add(record(owner, type, ttl, each));
      }
    }
    return records;
  }

  /** Whether {@code entry} has a record of {@code mnemonic}. */
  static boolean has(NameEntry entry, String mnemonic) {
    for (NameRecord each : entry.records()) {
      if (each.type().equals(mnemonic)) {
        return true;
      }
    }
    return false;
  }

  private static Record record(Name owner, int type, int ttl, NameRecord from)
      throws NameSourceException {
    try {
      return switch (type) {
        // Nearly all that is asked; fromString would go through a tokenizer.
        case Type.A -> new ARecord(owner, DClass.IN, ttl, Inet4Address.ofLiteral(from.value()));
        case Type.AAAA ->
            new AAAARecord(owner, DClass.IN, ttl, Inet6Address.ofLiteral(from.value()));
        default -> Record.fromString(owner, type, DClass.IN, ttl, data(type, from), Name.root);
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new NameSourceException(
          "the source's %s record of %s cannot be read: %s"
              .formatted(from.type(), owner, from.value()),
          e);
    }
  }

  private static String data(int type, NameRecord from) {
    return switch (type) {
      case Type.MX, Type.SRV, Type.SVCB, Type.HTTPS -> from.priority() + " " + from.value();
      default -> from.value();
    };
  }

  /** Seconds that the absence of a name or a type may be remembered (RFC 2308, 5). */
  static int negativeTtl(ZoneApex apex) {
    return Math.min(apex.ttl(), apex.negativeTtl());
  }

  /** The zone's SOA record with {@code ttl}. */
  static Record soa(Zone zone, ZoneApex apex, int ttl) throws NameSourceException {
    return new SOARecord(
        name(zone.name()),
        DClass.IN,
        ttl,
        name(apex.nameServers().getFirst()),
        name(apex.mailbox()),
        apex.serial() & 0xffffffffL,
        apex.refresh(),
        apex.retry(),
        apex.expire(),
        apex.negativeTtl());
  }

  /** The NS records of the zone's apex. */
  static List<Record> nameServers(Zone zone, ZoneApex apex) throws NameSourceException {
    var records = new ArrayList<Record>();
    for (String server : apex.nameServers()) {
      records.add(new NSRecord(name(zone.name()), DClass.IN, apex.ttl(), name(server)));
    }
    return records;
  }

  /** An absolute name. */
  static Name name(String text) throws NameSourceException {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new NameSourceException("the source gave a name that is none: " + text, e);
    }
  }
}
