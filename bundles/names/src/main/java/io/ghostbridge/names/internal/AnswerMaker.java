package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Makes authoritative answers (RFC 1034, 4.3.2). */
final class AnswerMaker {
  private static final int MAXIMUM_ALIASES = 16;
  private static final int MAXIMUM_ADDITIONAL_NAMES = 16;
  private static final int HINFO_TTL_SECONDS = 3600;

  private final ZoneTable zones;
  private final EntryLookup entries;
  private final NameLocator locator;

  AnswerMaker(ZoneTable zones, EntryLookup entries) {
    this.zones = zones;
    this.entries = entries;
    this.locator = new NameLocator(entries);
  }

  /**
   * The answer for {@code questionName} and {@code type}, or null if no source claims its zone.
   *
   * @param mayBlock if false, the draft is {@link AnswerDraft#blocked} at the first zone whose
   *     source may block
   */
  @Nullable AnswerDraft make(Name questionName, String name, int type, boolean mayBlock)
      throws NameSourceException {
    Zone zone = zones.find(name);
    if (zone == null) {
      return null;
    }
    var draft = new AnswerDraft(questionName, type, mayBlock);
    followAliases(draft, zone, questionName, name, type);
    addAddresses(draft, draft.answers());
    addAddresses(draft, draft.authority());
    return draft;
  }

  private void followAliases(AnswerDraft draft, Zone first, Name owner, String name, int type)
      throws NameSourceException {
    var visited = new HashSet<String>();
    Zone zone = first;
    while (zone != null && visited.add(name) && visited.size() <= MAXIMUM_ALIASES) {
      depend(draft, zone, name);
      if (draft.blocked()) {
        return;
      }
      Name target = answerOne(draft, zone, owner, name, type);
      if (target == null) {
        return;
      }
      owner = target;
      name = WireNames.text(target.toWireCanonical());
      zone = zones.find(name);
    }
  }

  private void depend(AnswerDraft draft, Zone zone, String name) {
    if (!zone.nonBlocking() && !draft.mayBlock()) {
      draft.block();
      return;
    }
    draft.dependOn(zone.clock().read(name));
    if (!zone.equals(zones.find(name))) {
      // The table was swapped before the reading was taken: no later change makes it stale.
      draft.notCacheable();
    }
  }

  /** Answers for one name of the chain; returns where it leads if it is an alias. */
  private @Nullable Name answerOne(AnswerDraft draft, Zone zone, Name owner, String name, int type)
      throws NameSourceException {
    NameLocator.Location at = locator.locate(zone, name);
    NameEntry entry = at.entry();
    if (at.cut() != null && entry != null) {
      // A DS record would be the parent's, on this side of the cut (RFC 4035, 3.1.4.1).
      if (type == Type.DS && at.cut().equals(name)) {
        deny(draft, zone, Rcode.NOERROR);
      } else {
        draft.referral();
        draft.authority(RecordFactory.records(entry, RecordFactory.name(at.cut()), Type.NS));
      }
      return null;
    }
    if (!at.exists()) {
      deny(draft, zone, Rcode.NXDOMAIN);
      return null;
    }
    boolean atApex = name.equals(zone.name());
    if (entry != null && !atApex && type != Type.CNAME && RecordFactory.has(entry, "CNAME")) {
      List<Record> alias = RecordFactory.records(entry, owner, Type.CNAME);
      draft.answer(alias.subList(0, 1));
      return type == Type.ANY ? null : ((CNAMERecord) alias.getFirst()).getTarget();
    }
    List<Record> found =
        atApex && (type == Type.SOA || type == Type.NS)
            ? apexRecords(draft, zone, type)
            : type == Type.ANY
                ? minimalAny(owner)
                : entry == null ? List.of() : RecordFactory.records(entry, owner, type);
    if (found.isEmpty()) {
      deny(draft, zone, Rcode.NOERROR);
    } else {
      draft.answer(found);
    }
    return null;
  }

  private static List<Record> apexRecords(AnswerDraft draft, Zone zone, int type)
      throws NameSourceException {
    ZoneApex apex = zone.source().apex(zone.name());
    if (type == Type.NS) {
      return RecordFactory.nameServers(zone, apex);
    }
    // The serial moves on without any name changing.
    draft.notCacheable();
    return List.of(RecordFactory.soa(zone, apex, apex.ttl()));
  }

  /** RFC 8482, 4.2. */
  private static List<Record> minimalAny(Name owner) {
    return List.of(new HINFORecord(owner, DClass.IN, HINFO_TTL_SECONDS, "RFC8482", ""));
  }

  /** NXDOMAIN or NODATA, with the SOA that says how long this may be remembered (RFC 2308, 3). */
  private static void deny(AnswerDraft draft, Zone zone, int responseCode)
      throws NameSourceException {
    ZoneApex apex = zone.source().apex(zone.name());
    draft.responseCode(responseCode);
    int ttl = Math.min(apex.ttl(), apex.negativeTtl());
    draft.authority(List.of(RecordFactory.soa(zone, apex, ttl)));
  }

  /** Addresses of the hosts that records name, where they are ours; a courtesy, never a failure. */
  private void addAddresses(AnswerDraft draft, List<Record> records) {
    var seen = new HashSet<Name>();
    for (Record each : records) {
      Name host = each.getType() == Type.CNAME ? null : each.getAdditionalName();
      if (host != null && seen.size() < MAXIMUM_ADDITIONAL_NAMES && seen.add(host)) {
        addAddresses(draft, host);
      }
    }
  }

  private void addAddresses(AnswerDraft draft, Name host) {
    String name = WireNames.text(host.toWireCanonical());
    Zone zone = zones.find(name);
    if (zone == null) {
      return;
    }
    depend(draft, zone, name);
    if (draft.blocked()) {
      return;
    }
    try {
      NameEntry entry = entries.find(zone, name).orElse(null);
      if (entry != null) {
        draft.additional(RecordFactory.records(entry, host, Type.A));
        draft.additional(RecordFactory.records(entry, host, Type.AAAA));
      }
    } catch (NameSourceException e) {
      // The answer holds without it.
      draft.notCacheable();
    }
  }
}
