package io.ghostbridge.names.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.dnssec.RecordSet;
import io.ghostbridge.api.dnssec.RecordSignatures;
import io.ghostbridge.api.dnssec.SignedZone;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * With signatures (RFC 4035, 3.1), and proofs of absence for exactly the name that was asked for
 * (RFC 9824): a name that is not there is said to be there with nothing but the type NXNAME. What a
 * wildcard gives is signed as the records of the name itself, so no proof goes with it.
 */
final class SignedSections implements Sections {
  /** RFC 9824, section 9. */
  private static final int NXNAME = 128;

  private static final Set<Integer> APEX_TYPES =
      Set.of(Type.SOA, Type.NS, Type.DNSKEY, Type.CDS, Type.CDNSKEY);

  /** What a source may have of these is of another signer. */
  private static final Set<Integer> SIGNERS_TYPES =
      Set.of(
          Type.RRSIG, Type.NSEC, Type.NSEC3, Type.NSEC3PARAM, Type.DNSKEY, Type.CDS, Type.CDNSKEY);

  private final AnswerDraft draft;
  private final Zone zone;
  private final SignedZone keys;
  private final boolean compactAnswersOk;

  /**
   * @param compactAnswersOk whether the client takes NXDOMAIN with the proof
   */
  SignedSections(AnswerDraft draft, Zone zone, SignedZone keys, boolean compactAnswersOk) {
    this.draft = draft;
    this.zone = zone;
    this.keys = keys;
    this.compactAnswersOk = compactAnswersOk;
  }

  /** Whether records of this type in a signed zone are the signer's alone. */
  static boolean isSigners(int type) {
    return SIGNERS_TYPES.contains(type);
  }

  @Override
  public void answer(List<Record> set) throws NameSourceException {
    draft.answer(set);
    draft.answer(signatures(set));
  }

  @Override
  public void additional(List<Record> set) throws NameSourceException {
    if (!set.isEmpty()) {
      draft.additional(set);
      draft.additionalSignatures(signatures(set));
    }
  }

  private void authority(List<Record> set) throws NameSourceException {
    draft.authority(set);
    draft.authority(signatures(set));
  }

  @Override
  public void referral(Name cut, NameEntry entry) throws NameSourceException {
    draft.referral();
    draft.authority(RecordFactory.records(entry, cut, Type.NS));
    List<Record> ds = RecordFactory.records(entry, cut, Type.DS);
    authority(ds.isEmpty() ? List.of(proof(cut, delegationTypes(entry))) : ds);
  }

  /** At a cut only these are the parent's (RFC 4035, 2.3). */
  private static Set<Integer> delegationTypes(NameEntry entry) {
    var types = new TreeSet<>(Set.of(Type.NS));
    if (RecordFactory.has(entry, "DS")) {
      types.add(Type.DS);
    }
    return types;
  }

  @Override
  public void denyName(Name owner) throws NameSourceException {
    draft.responseCode(compactAnswersOk ? Rcode.NXDOMAIN : Rcode.NOERROR);
    deny(proof(owner, Set.of(NXNAME)));
  }

  @Override
  public void denyType(Name owner, @Nullable NameEntry entry) throws NameSourceException {
    deny(proof(owner, types(owner, entry)));
  }

  /** Says that there are no DS records at {@code cut}, whose records {@code entry} has. */
  void denyDelegationSigner(Name cut, @Nullable NameEntry entry) throws NameSourceException {
    deny(proof(cut, entry == null ? Set.of(Type.NS) : delegationTypes(entry)));
  }

  /** Answers with the proof itself, for who asks for NSEC, or with its signature alone. */
  void answerProof(Name owner, @Nullable NameEntry entry, int type) throws NameSourceException {
    List<Record> proof = List.of(proof(owner, types(owner, entry)));
    if (type == Type.NSEC) {
      answer(proof);
    } else {
      draft.answer(signatures(proof));
    }
  }

  private void deny(Record proof) throws NameSourceException {
    ZoneApex apex = apex();
    authority(List.of(RecordFactory.soa(zone, apex, RecordFactory.negativeTtl(apex))));
    authority(List.of(proof));
  }

  private ZoneApex apex() {
    return zone.source().apex(zone.name());
  }

  private Set<Integer> types(Name owner, @Nullable NameEntry entry) throws NameSourceException {
    var types = new TreeSet<Integer>();
    if (entry != null) {
      for (NameRecord each : entry.records()) {
        int type = Type.value(each.type());
        if (type > 0 && !isSigners(type)) {
          types.add(type);
        }
      }
    }
    if (owner.equals(RecordFactory.name(zone.name()))) {
      types.addAll(APEX_TYPES);
    }
    return types;
  }

  /** An NSEC record that covers nothing but {@code owner} (RFC 9824, 3; its TTL: RFC 9077). */
  private Record proof(Name owner, Set<Integer> types) {
    var all = new TreeSet<>(types);
    all.add(Type.RRSIG);
    all.add(Type.NSEC);
    int ttl = RecordFactory.negativeTtl(apex());
    int[] numbers = all.stream().mapToInt(Integer::intValue).toArray();
    return new NSECRecord(owner, DClass.IN, ttl, SuccessorName.of(owner), numbers);
  }

  private List<Record> signatures(List<Record> set) {
    RecordSet canonical = CanonicalRecords.of(set);
    RecordSignatures signatures = keys.atHand(canonical);
    if (signatures == null) {
      if (!draft.mayBlock()) {
        draft.block();
        return List.of();
      }
      signatures = keys.sign(canonical);
    }
    draft.freshUntil(signatures.freshUntilMillis());
    Record first = set.getFirst();
    var records = new ArrayList<Record>();
    for (Bytes data : signatures.data()) {
      records.add(
          Record.newRecord(
              first.getName(), Type.RRSIG, DClass.IN, first.getTTL(), data.unsafeArray()));
    }
    return records;
  }

  /** The records of {@code type} that the zone's keys give {@code owner}. */
  static List<Record> keyRecords(SignedZone keys, Name owner, int type) {
    var records = new ArrayList<Record>();
    for (Bytes data : keys.keyRecords(type)) {
      records.add(Record.newRecord(owner, type, DClass.IN, keys.keyTtl(), data.unsafeArray()));
    }
    return records;
  }
}
