package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.dnssec.RecordSet;
import io.ghostbridge.api.dnssec.RecordSignatures;
import io.ghostbridge.api.dnssec.SignedZone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A zone with its keys in the states that they are in at one time. */
final class KeySet implements SignedZone {
  static final int TYPE_DS = 43;
  static final int TYPE_DNSKEY = 48;
  static final int TYPE_CDS = 59;
  static final int TYPE_CDNSKEY = 60;

  /** A key with what signatures say of it, computed once. */
  private record Signer(ZoneKey key, int tag) {}

  private final Bytes zone;
  private final int keyTtl;
  private final SignaturePeriod period;
  private final SignatureCache cache;
  private final Map<Integer, List<Bytes>> keyRecords;
  private final List<Signer> keySigners;
  private final List<Signer> zoneSigners;

  /**
   * @param keys all keys of the zone, an active ZSK and KSK among them
   */
  KeySet(Bytes zone, List<ZoneKey> keys, int keyTtl, SignaturePeriod period, SignatureCache cache) {
    this.zone = zone;
    this.keyTtl = keyTtl;
    this.period = period;
    this.cache = cache;
    List<ZoneKey> named = namedByParent(keys);
    List<Bytes> ds =
        named.stream()
            .map(each -> DnskeyData.ds(zone, each.entry().algorithm(), each.dnskey()))
            .toList();
    keyRecords =
        Map.of(
            TYPE_DNSKEY,
            keys.stream().map(ZoneKey::dnskey).toList(),
            TYPE_DS,
            ds,
            TYPE_CDS,
            ds,
            TYPE_CDNSKEY,
            named.stream().map(ZoneKey::dnskey).toList());
    keySigners = signers(keys, KeyRole.KSK);
    zoneSigners =
        signers(
            keys.stream().filter(each -> each.entry().state() == KeyState.ACTIVE).toList(),
            KeyRole.ZSK);
  }

  /** Those that the parent's DS records are to name: the next where there is one. */
  private static List<ZoneKey> namedByParent(List<ZoneKey> keys) {
    List<ZoneKey> next =
        keys.stream().filter(each -> each.entry().is(KeyRole.KSK, KeyState.READY)).toList();
    return next.isEmpty()
        ? keys.stream().filter(each -> each.entry().is(KeyRole.KSK, KeyState.ACTIVE)).toList()
        : next;
  }

  private static List<Signer> signers(List<ZoneKey> keys, KeyRole role) {
    return keys.stream()
        .filter(each -> each.entry().role() == role)
        .map(each -> new Signer(each, each.signatureTag()))
        .toList();
  }

  @Override
  public List<Bytes> keyRecords(int type) {
    return keyRecords.getOrDefault(type, List.of());
  }

  @Override
  public int keyTtl() {
    return keyTtl;
  }

  @Override
  public @Nullable RecordSignatures atHand(RecordSet set) {
    long now = period.nowMillis();
    var data = new ArrayList<Bytes>();
    long until = Long.MAX_VALUE;
    for (Signer each : signers(set)) {
      SignatureCache.Signature found = cache.get(key(each, set), now);
      if (found == null) {
        return null;
      }
      data.add(found.data());
      until = Math.min(until, found.freshUntilMillis());
    }
    return new RecordSignatures(data, until);
  }

  @Override
  public RecordSignatures sign(RecordSet set) {
    long now = period.nowMillis();
    var data = new ArrayList<Bytes>();
    long until = Long.MAX_VALUE;
    for (Signer each : signers(set)) {
      SignatureCache.Signature made = cache.get(key(each, set), now, () -> make(each, set));
      data.add(made.data());
      until = Math.min(until, made.freshUntilMillis());
    }
    return new RecordSignatures(data, until);
  }

  private List<Signer> signers(RecordSet set) {
    return switch (set.type()) {
      case TYPE_DNSKEY, TYPE_CDS, TYPE_CDNSKEY -> keySigners;
      default -> zoneSigners;
    };
  }

  private SignatureCache.Key key(Signer signer, RecordSet set) {
    return new SignatureCache.Key(zone, signer.tag, set);
  }

  private SignatureCache.Signature make(Signer signer, RecordSet set) {
    long expiration = period.expiration(set.hashCode());
    byte[] head =
        SigningForm.head(
            set, signer.key.entry().algorithm(), signer.tag, period.inception(), expiration, zone);
    byte[] signature = signer.key.signing().sign(SigningForm.message(head, set));
    byte[] data = new byte[head.length + signature.length];
    System.arraycopy(head, 0, data, 0, head.length);
    System.arraycopy(signature, 0, data, head.length, signature.length);
    return new SignatureCache.Signature(Bytes.wrap(data), period.freshUntilMillis(expiration));
  }
}
