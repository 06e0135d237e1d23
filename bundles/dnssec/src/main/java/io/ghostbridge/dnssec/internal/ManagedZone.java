package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.platform.PrivateKeyPem;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A zone's keys and their life: what the files say is what is served. Safe for any thread. */
final class ManagedZone implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ManagedZone.class);

  /** What a zone is made with. */
  record Tools(
      Map<Algorithm, SignatureScheme> schemes,
      Algorithm algorithmOfNewZones,
      InstantSource clock,
      Rollover rollover,
      int keyTtl,
      SignaturePeriod period,
      SignatureCache cache) {}

  private final String name;
  private final Bytes wireName;
  private final KeyFolder folder;
  private final Tools tools;
  private List<ZoneKey> keys = List.of();
  private volatile @Nullable KeySet current;

  private ManagedZone(String name, KeyFolder folder, Tools tools) {
    this.name = name;
    this.wireName = WireName.of(name);
    this.folder = folder;
    this.tools = tools;
  }

  /**
   * Opens the keys of {@code name}, or makes the first two.
   *
   * @throws IOException if files cannot be read or written
   * @throws IllegalStateException if a file is not to be used, saying why and what to do
   */
  static ManagedZone open(String name, KeyFolder folder, Tools tools) throws IOException {
    var zone = new ManagedZone(name, folder, tools);
    try {
      zone.openKeys();
    } catch (IOException | RuntimeException e) {
      zone.close();
      throw e;
    }
    return zone;
  }

  private synchronized void openKeys() throws IOException {
    List<KeyEntry> listed = folder.list();
    for (KeyEntry each : listed) {
      byte[] seed = folder.privateKey(each);
      try {
        keys = with(new ZoneKey(each, scheme(each.algorithm()).fromSeed(seed)));
      } finally {
        Arrays.fill(seed, (byte) 0);
      }
      requireTag(keys.getLast());
    }
    if (listed.isEmpty()) {
      Instant now = now();
      keys = with(create(KeyRole.KSK, tools.algorithmOfNewZones, KeyState.ACTIVE, now));
      keys = with(create(KeyRole.ZSK, tools.algorithmOfNewZones, KeyState.ACTIVE, now));
      folder.write(entries());
    }
    for (KeyRole role : KeyRole.values()) {
      if (entries().stream().noneMatch(each -> each.is(role, KeyState.ACTIVE))) {
        throw new IllegalStateException(
            "the key list of the zone " + name + " has no active " + role.text());
      }
    }
    show();
  }

  private void requireTag(ZoneKey key) {
    int tag = DnskeyData.tag(unrevoked(key));
    if (tag != key.entry().tag()) {
      throw new IllegalStateException(
          "the key file %s of the zone %s holds the key with tag %d: put back the right one"
              .formatted(key.entry().fileName(), name, tag));
    }
  }

  private static Bytes unrevoked(ZoneKey key) {
    return DnskeyData.of(
        key.entry().role().flags(), key.entry().algorithm(), key.signing().publicKey());
  }

  private SignatureScheme scheme(Algorithm algorithm) {
    SignatureScheme scheme = tools.schemes.get(algorithm);
    if (scheme == null) {
      throw new IllegalStateException("there is no bundle for " + algorithm.scheme());
    }
    return scheme;
  }

  private List<ZoneKey> with(ZoneKey key) {
    var all = new ArrayList<>(keys);
    all.add(key);
    return List.copyOf(all);
  }

  private Instant now() {
    return tools.clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** A new key, kept in its file; not yet in the list. */
  private ZoneKey create(KeyRole role, Algorithm algorithm, KeyState state, Instant now)
      throws IOException {
    byte[] seed = new byte[PrivateKeyPem.KEY_BYTES];
    var random = new SecureRandom();
    try {
      while (true) {
        random.nextBytes(seed);
        SigningKey signing;
        try {
          signing = scheme(algorithm).fromSeed(seed);
        } catch (IllegalArgumentException e) {
          // Once in 2^32: no scalar of the group.
          continue;
        }
        int tag = DnskeyData.tag(DnskeyData.of(role.flags(), algorithm, signing.publicKey()));
        if (isTaken(tag)) {
          signing.close();
          continue;
        }
        var entry = new KeyEntry(role, algorithm, tag, state, now);
        var created = new ZoneKey(entry, signing);
        try {
          folder.store(entry, seed);
        } catch (IOException | RuntimeException e) {
          remove(created);
          throw e;
        }
        log.info(
            "event=dnssec.key_created zone={} role={} tag={} algorithm={} state={}",
            name,
            role.text(),
            tag,
            algorithm.scheme(),
            state.text());
        return created;
      }
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /** Tags of a zone's keys differ, those of revoked keys too, so that a tag names a key. */
  private boolean isTaken(int tag) {
    return keys.stream()
        .anyMatch(
            each -> {
              int other = each.entry().tag();
              int revoked = DnskeyData.FLAG_REVOKED;
              return tag == other || tag == other + revoked || tag + revoked == other;
            });
  }

  private List<KeyEntry> entries() {
    return keys.stream().map(ZoneKey::entry).toList();
  }

  /** The keys now, in the order in which they came. */
  synchronized List<KeyEntry> list() {
    return entries();
  }

  /** The zone with its keys now; null once this was closed. Never blocks. */
  @Nullable KeySet current() {
    return current;
  }

  /**
   * Takes every step that is due.
   *
   * @throws IOException if it could not be written down; then nothing has changed
   */
  synchronized void advance() throws IOException {
    if (current == null) {
      return;
    }
    List<KeyEntry> before = entries();
    change(tools.rollover.advance(before, now()));
    for (KeyRole role : KeyRole.values()) {
      if (tools.rollover.lifetimeOver(entries(), role, now())) {
        publish(role);
      }
    }
  }

  /** When {@link #advance} has something to do; empty if never by itself. */
  synchronized Optional<Instant> nextDue() {
    return tools.rollover.nextDue(entries());
  }

  /**
   * Begins to replace the active key of {@code role}.
   *
   * @throws IllegalStateException if a rollover of that role is under way, saying how far it is
   * @throws IOException if the new key could not be written; then nothing has changed
   */
  synchronized void roll(KeyRole role) throws IOException {
    for (KeyEntry each : entries()) {
      if (each.role() == role
          && each.state() != KeyState.ACTIVE
          && each.state() != KeyState.REVOKED) {
        throw new IllegalStateException(
            "a rollover of the %s of %s is under way: the key %d is %s since %s; wait for its end"
                .formatted(role.text(), name, each.tag(), each.state().text(), each.since()));
      }
    }
    publish(role);
  }

  private void publish(KeyRole role) throws IOException {
    Algorithm algorithm =
        entries().stream()
            .filter(each -> each.is(role, KeyState.ACTIVE))
            .findFirst()
            .orElseThrow()
            .algorithm();
    ZoneKey created = create(role, algorithm, KeyState.PUBLISHED, now());
    List<KeyEntry> next = new ArrayList<>(entries());
    next.add(created.entry());
    try {
      folder.write(next);
    } catch (IOException | RuntimeException e) {
      remove(created);
      throw e;
    }
    keys = with(created);
    show();
  }

  /**
   * Takes the parent's DS record as changed to the KSK that is READY.
   *
   * @throws IllegalStateException if there is none, saying what there is
   * @throws IOException if it could not be written down; then nothing has changed
   */
  synchronized void dsPublished() throws IOException {
    KeyEntry ready =
        entries().stream()
            .filter(each -> each.is(KeyRole.KSK, KeyState.READY))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no key of %s waits for its DS record: see 'ghostbridge dnssec status'"
                            .formatted(name)));
    change(tools.rollover.step(entries(), ready, now()));
  }

  private void change(List<KeyEntry> next) throws IOException {
    List<KeyEntry> before = entries();
    if (next.equals(before)) {
      return;
    }
    folder.write(next);
    var changed = new ArrayList<ZoneKey>();
    var gone = new ArrayList<ZoneKey>();
    for (ZoneKey each : keys) {
      Optional<KeyEntry> entry =
          next.stream().filter(other -> other.tag() == each.entry().tag()).findFirst();
      entry.ifPresentOrElse(found -> changed.add(each.in(found)), () -> gone.add(each));
    }
    keys = List.copyOf(changed);
    show();
    for (KeyEntry each : next) {
      if (!before.contains(each)) {
        log.info(
            "event=dnssec.key_changed zone={} role={} tag={} state={}",
            name,
            each.role().text(),
            each.tag(),
            each.state().text());
      }
    }
    gone.forEach(this::remove);
  }

  /**
   * Wipes a key, and removes its file unless the list on disk names it, as it may where only the
   * last step of writing the list failed. A file that stays is no failure: nobody uses it.
   */
  private void remove(ZoneKey key) {
    key.signing().close();
    try {
      if (folder.list().contains(key.entry())) {
        return;
      }
      folder.delete(key.entry());
      log.info("event=dnssec.key_removed zone={} tag={}", name, key.entry().tag());
    } catch (IOException | RuntimeException e) {
      log.warn("event=dnssec.key_file_stays zone={} tag={}", name, key.entry().tag(), e);
    }
  }

  private void show() {
    current = new KeySet(wireName, keys, tools.keyTtl, tools.period, tools.cache);
  }

  /** Signs nothing any more, and wipes the keys. */
  @Override
  public synchronized void close() {
    current = null;
    keys.forEach(each -> each.signing().close());
    keys = List.of();
  }
}
