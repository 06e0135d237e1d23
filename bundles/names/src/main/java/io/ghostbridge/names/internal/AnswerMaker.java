package io.ghostbridge.names.internal;

import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dnssec.SignedZone;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
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
  private final ZoneSecurity security;
  private final NameLocator locator;

  AnswerMaker(ZoneTable zones, EntryLookup entries, ZoneSecurity security) {
    this.zones = zones;
    this.entries = entries;
    this.security = security;
    this.locator = new NameLocator(entries);
  }

  /**
   * The answer to {@code question}, or null if no source claims its zone.
   *
   * @param questionName the question's name
   * @param name the same in canonical form
   * @param mayBlock if false, the draft is {@link AnswerDraft#blocked} at the first zone whose
   *     source may block, and at the first signature that is not at hand
   */
  @Nullable AnswerDraft make(Name questionName, String name, DnsQuestion question, boolean mayBlock)
      throws NameSourceException {
    Zone zone = zones.find(name);
    if (zone == null) {
      return null;
    }
    var draft = new AnswerDraft(questionName, question, mayBlock);
    if (!answeredByParent(draft, zone, questionName, name)) {
      followAliases(draft, zone, questionName, name, question.type());
    }
    addAddresses(draft, draft.answers());
    addAddresses(draft, draft.authority());
    return draft;
  }

  /**
   * DS records of a zone are its parent's (RFC 4035, 3.1.4.1), whoever asks. Where both are served
   * here, they are those of the keys that sign the zone, whatever the parent's source says.
   */
  private boolean answeredByParent(AnswerDraft draft, Zone zone, Name owner, String name)
      throws NameSourceException {
    int dot = name.indexOf('.');
    DnsQuestion question = draft.question();
    if (question.type() != Type.DS || dot < 0 || !name.equals(zone.name())) {
      return false;
    }
    Zone parent = zones.find(name.substring(dot + 1));
    SignedZone parentKeys = parent == null ? null : keys(draft, parent);
    if (parent == null || parentKeys == null) {
      return false;
    }
    // No clock tells of zones that come and go between the two.
    draft.notCacheable();
    if (!parent.nonBlocking() && !draft.mayBlock()) {
      draft.block();
      return true;
    }
    SignedZone keys = keys(draft, zone);
    Sections sections = sections(draft, parent, parentKeys);
    List<Record> ds = keys == null ? List.of() : SignedSections.keyRecords(keys, owner, Type.DS);
    if (!ds.isEmpty()) {
      sections.answer(ds);
    } else if (sections instanceof SignedSections signed) {
      signed.denyDelegationSigner(owner, null);
    } else {
      sections.denyType(owner, null);
    }
    return true;
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
    SignedZone keys = keys(draft, zone, type);
    Sections sections = sections(draft, zone, keys);
    NameLocator.Location at = locator.locate(zone, name);
    NameEntry entry = at.entry();
    if (at.cut() != null && entry != null) {
      delegate(sections, owner, at.cut().equals(name), RecordFactory.name(at.cut()), entry, type);
      return null;
    }
    if (at.redirected() != null && entry != null) {
      return redirect(draft, sections, owner, RecordFactory.name(at.redirected()), entry, type);
    }
    if (!at.exists()) {
      sections.denyName(owner);
      return null;
    }
    if (sections instanceof SignedSections signed && (type == Type.NSEC || type == Type.RRSIG)) {
      signed.answerProof(owner, entry, type);
      return null;
    }
    boolean atApex = name.equals(zone.name());
    if (entry != null && !atApex && type != Type.CNAME && RecordFactory.has(entry, "CNAME")) {
      List<Record> alias = RecordFactory.records(entry, owner, Type.CNAME);
      sections.answer(alias.subList(0, 1));
      return type == Type.ANY ? null : ((CNAMERecord) alias.getFirst()).getTarget();
    }
    List<Record> found =
        atApex && (type == Type.SOA || type == Type.NS)
            ? apexRecords(draft, zone, type)
            : type == Type.ANY ? minimalAny(owner) : records(keys, atApex, entry, owner, type);
    if (found.isEmpty()) {
      sections.denyType(owner, entry);
    } else {
      sections.answer(found);
    }
    return null;
  }

  /**
   * A DNAME record at {@code from}, and the alias that it makes of {@code owner} for who does not
   * know DNAME (RFC 6672, 3.1), which nobody signs.
   *
   * @return where the alias leads, if it is to be followed
   */
  private static @Nullable Name redirect(
      AnswerDraft draft, Sections sections, Name owner, Name from, NameEntry entry, int type)
      throws NameSourceException {
    List<Record> set = RecordFactory.records(entry, from, Type.DNAME).subList(0, 1);
    DNAMERecord redirection = (DNAMERecord) set.getFirst();
    if (!draft.answers().contains(redirection)) {
      sections.answer(set);
    }
    Name target;
    try {
      target = owner.fromDNAME(redirection);
    } catch (NameTooLongException e) {
      draft.responseCode(Rcode.YXDOMAIN);
      return null;
    }
    if (target == null) {
      return null;
    }
    draft.answer(List.of(new CNAMERecord(owner, DClass.IN, redirection.getTTL(), target)));
    return type == Type.CNAME || type == Type.ANY ? null : target;
  }

  /** The zone's keys where the answer needs them, for signatures or because it is they. */
  private @Nullable SignedZone keys(AnswerDraft draft, Zone zone, int type)
      throws NameSourceException {
    return draft.question().dnssecOk() || SignedSections.isSigners(type) ? keys(draft, zone) : null;
  }

  private @Nullable SignedZone keys(AnswerDraft draft, Zone zone) throws NameSourceException {
    SignedZone keys =
        draft.question().dnssecOk() ? security.signed(zone.name()) : security.lookUp(zone.name());
    draft.dependOn(security.holds(zone.name(), keys));
    return keys;
  }

  private static Sections sections(AnswerDraft draft, Zone zone, @Nullable SignedZone keys) {
    return keys == null || !draft.question().dnssecOk()
        ? new PlainSections(draft, zone)
        : new SignedSections(draft, zone, keys, draft.question().compactAnswersOk());
  }

  private static void delegate(
      Sections sections, Name owner, boolean atCut, Name cut, NameEntry entry, int type)
      throws NameSourceException {
    if (!atCut || type != Type.DS) {
      sections.referral(cut, entry);
      return;
    }
    // Of all types only DS is the parent's, on this side of the cut (RFC 4035, 3.1.4.1).
    List<Record> ds = RecordFactory.records(entry, owner, Type.DS);
    if (!ds.isEmpty()) {
      sections.answer(ds);
    } else if (sections instanceof SignedSections signed) {
      signed.denyDelegationSigner(owner, entry);
    } else {
      sections.denyType(owner, entry);
    }
  }

  private static List<Record> records(
      @Nullable SignedZone keys, boolean atApex, @Nullable NameEntry entry, Name owner, int type)
      throws NameSourceException {
    if (keys != null && SignedSections.isSigners(type)) {
      return atApex ? SignedSections.keyRecords(keys, owner, type) : List.of();
    }
    return entry == null ? List.of() : RecordFactory.records(entry, owner, type);
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
        SignedZone keys = keys(draft, zone, Type.A);
        // What is below a cut is not this zone's to sign.
        boolean glue = keys != null && locator.locate(zone, name).cut() != null;
        Sections sections = sections(draft, zone, glue ? null : keys);
        sections.additional(RecordFactory.records(entry, host, Type.A));
        sections.additional(RecordFactory.records(entry, host, Type.AAAA));
      }
    } catch (NameSourceException e) {
      // The answer holds without it.
      draft.notCacheable();
    }
  }
}
