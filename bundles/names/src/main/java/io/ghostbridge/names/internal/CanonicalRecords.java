package io.ghostbridge.names.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.dnssec.RecordSet;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Records as they are signed. */
final class CanonicalRecords {
  private static final int RECORD_HEAD = 10;

  /** Those whose data has names that are signed in lower case (RFC 4034, 6.2; RFC 6840, 5.1). */
  private static final Set<Integer> NAMES_IN_LOWER_CASE =
      Set.of(
          Type.NS,
          Type.MD,
          Type.MF,
          Type.CNAME,
          Type.SOA,
          Type.MB,
          Type.MG,
          Type.MR,
          Type.PTR,
          Type.MINFO,
          Type.MX,
          Type.RP,
          Type.AFSDB,
          Type.RT,
          Type.SIG,
          Type.PX,
          Type.NXT,
          Type.NAPTR,
          Type.KX,
          Type.SRV,
          Type.DNAME,
          Type.A6);

  private CanonicalRecords() {}

  /** The set of {@code records}, which have one name, type and TTL. */
  static RecordSet of(List<Record> records) {
    Record first = records.getFirst();
    return new RecordSet(
        Bytes.wrap(first.getName().toWireCanonical()),
        first.getType(),
        (int) first.getTTL(),
        records.stream().map(CanonicalRecords::data).toList());
  }

  private static Bytes data(Record each) {
    if (NAMES_IN_LOWER_CASE.contains(each.getType())) {
      return Bytes.wrap(each.rdataToWireCanonical());
    }
    byte[] wire = each.toWire(Section.ANSWER);
    int start = each.getName().length() + RECORD_HEAD;
    return Bytes.wrap(Arrays.copyOfRange(wire, start, wire.length));
  }
}
