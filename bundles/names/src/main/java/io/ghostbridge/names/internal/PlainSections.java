package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Without signatures (RFC 1034, 4.3.2). */
final class PlainSections implements Sections {
  private final AnswerDraft draft;
  private final Zone zone;

  PlainSections(AnswerDraft draft, Zone zone) {
    this.draft = draft;
    this.zone = zone;
  }

  @Override
  public void answer(List<Record> set) {
    draft.answer(set);
  }

  @Override
  public void additional(List<Record> set) {
    draft.additional(set);
  }

  @Override
  public void referral(Name cut, NameEntry entry) throws NameSourceException {
    draft.referral();
    draft.authority(RecordFactory.records(entry, cut, Type.NS));
  }

  @Override
  public void denyName(Name owner) throws NameSourceException {
    deny(Rcode.NXDOMAIN);
  }

  @Override
  public void denyType(Name owner, @Nullable NameEntry entry) throws NameSourceException {
    deny(Rcode.NOERROR);
  }

  /** NXDOMAIN or NODATA, with the SOA that says how long this may be remembered (RFC 2308, 3). */
  private void deny(int responseCode) throws NameSourceException {
    ZoneApex apex = zone.source().apex(zone.name());
    draft.responseCode(responseCode);
    draft.authority(List.of(RecordFactory.soa(zone, apex, RecordFactory.negativeTtl(apex))));
  }
}
