package io.ghostbridge.dnssec.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a zone's keys: of ZSKs by pre-publication (RFC 6781, section 4.1.1.1), of KSKs by
 * double signature (section 4.1.2) with revocation at the end (RFC 5011). A step takes its own time
 * after the one before was made, so that a node that was down is never ahead of resolvers.
 */
final class Rollover {
  private final RolloverTimes times;

  Rollover(RolloverTimes times) {
    this.times = times;
  }

  /** When {@code key} takes its next step by itself; empty if somebody has to say so. */
  Optional<Instant> due(KeyEntry key) {
    Duration wait =
        switch (key.state()) {
          case PUBLISHED -> times.keySet();
          case READY -> optional(times.dsPublished());
          case ACTIVE ->
              optional(key.role() == KeyRole.ZSK ? times.zskLifetime() : times.kskLifetime());
          case RETIRED -> key.role() == KeyRole.ZSK ? times.zoneData() : times.parent();
          case REVOKED -> times.revoked();
        };
    return wait.isNegative() ? Optional.empty() : Optional.of(key.since().plus(wait));
  }

  private static Duration optional(Duration wait) {
    return wait.isZero() ? Duration.ofSeconds(-1) : wait;
  }

  /** Whether a key of the role is on its way in. */
  static boolean inProgress(List<KeyEntry> keys, KeyRole role) {
    return keys.stream()
        .anyMatch(
            each ->
                each.is(role, KeyState.PUBLISHED)
                    || each.is(role, KeyState.READY)
                    || each.is(role, KeyState.RETIRED));
  }

  /** Whether the active key of the role has served its time and no other is on its way in. */
  boolean lifetimeOver(List<KeyEntry> keys, KeyRole role, Instant now) {
    return !inProgress(keys, role)
        && keys.stream().anyMatch(each -> each.is(role, KeyState.ACTIVE) && isDue(each, now));
  }

  private boolean isDue(KeyEntry key, Instant now) {
    return due(key).filter(at -> !now.isBefore(at)).isPresent();
  }

  /** The keys after all steps that are due, but for the publication of new ones. */
  List<KeyEntry> advance(List<KeyEntry> keys, Instant now) {
    List<KeyEntry> next = keys;
    for (KeyEntry each : keys) {
      if (each.state() != KeyState.ACTIVE && isDue(each, now)) {
        next = step(next, each, now);
      }
    }
    return next;
  }

  /** The keys after {@code key} has taken its next step. */
  List<KeyEntry> step(List<KeyEntry> keys, KeyEntry key, Instant now) {
    return switch (key.state()) {
      case PUBLISHED ->
          key.role() == KeyRole.ZSK
              ? succeed(keys, key, now)
              : replace(keys, key, key.in(KeyState.READY, now));
      case READY -> succeed(keys, key, now);
      case RETIRED ->
          key.role() == KeyRole.ZSK || times.revoked().isZero()
              ? without(keys, key)
              : replace(keys, key, key.in(KeyState.REVOKED, now));
      case REVOKED -> without(keys, key);
      case ACTIVE -> keys;
    };
  }

  /** {@code key} becomes the active one of its role, and the active one retires. */
  private static List<KeyEntry> succeed(List<KeyEntry> keys, KeyEntry key, Instant now) {
    var next = new ArrayList<KeyEntry>();
    for (KeyEntry each : keys) {
      if (each.equals(key)) {
        next.add(each.in(KeyState.ACTIVE, now));
      } else if (each.is(key.role(), KeyState.ACTIVE)) {
        next.add(each.in(KeyState.RETIRED, now));
      } else {
        next.add(each);
      }
    }
    return next;
  }

  private static List<KeyEntry> replace(List<KeyEntry> keys, KeyEntry from, KeyEntry to) {
    return keys.stream().map(each -> each.equals(from) ? to : each).toList();
  }

  private static List<KeyEntry> without(List<KeyEntry> keys, KeyEntry gone) {
    return keys.stream().filter(each -> !each.equals(gone)).toList();
  }

  /** The next time that something of {@code keys} is due; empty if nothing ever is by itself. */
  Optional<Instant> nextDue(List<KeyEntry> keys) {
    return keys.stream()
        .filter(each -> each.state() != KeyState.ACTIVE || !inProgress(keys, each.role()))
        .flatMap(each -> due(each).stream())
        .min(Instant::compareTo);
  }
}
