package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A block's changes over the state before it. What was done since a mark can be undone, which is
 * how a failed operation leaves nothing behind. For one thread at a time.
 */
public final class StateJournal implements StateReader {
  private record Step(Space space, Bytes key, boolean wasChanged, Optional<Bytes> before) {}

  private final StateReader base;
  private final Changes changes = new Changes();
  private final List<Step> steps = new ArrayList<>();

  /** Changes over {@code base}. */
  public StateJournal(StateReader base) {
    this.base = base;
  }

  @Override
  public @Nullable Bytes get(Space space, Bytes key) {
    Optional<Bytes> changed = changes.get(space, key);
    return changed == null ? base.get(space, key) : changed.orElse(null);
  }

  @Override
  public List<Bytes> keys(Space space, Bytes prefix, int limit) {
    NavigableMap<Bytes, Optional<Bytes>> mine = changes.of(space);
    if (mine.isEmpty()) {
      return base.keys(space, prefix, limit);
    }
    TreeSet<Bytes> others = new TreeSet<>();
    KeyRanges.collect(mine, prefix, others);
    // Each key of ours can hide one of the base's.
    int enough = (int) Math.min(Integer.MAX_VALUE, (long) limit + others.size());
    KeyRanges.Merge merge =
        new KeyRanges.Merge(base.keys(space, prefix, enough).iterator(), prefix, others);
    List<Bytes> keys = new ArrayList<>();
    for (Bytes key = merge.next(); key != null && keys.size() < limit; key = merge.next()) {
      Optional<Bytes> changed = mine.get(key);
      if (changed == null || changed.isPresent()) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Sets {@code key}. */
  public void put(Space space, Bytes key, Bytes value) {
    change(space, key, Optional.of(value));
  }

  /** Removes {@code key} if it is there. */
  public void remove(Space space, Bytes key) {
    change(space, key, Optional.empty());
  }

  private void change(Space space, Bytes key, Optional<Bytes> value) {
    Optional<Bytes> before = changes.set(space, key, value);
    steps.add(
        before == null
            ? new Step(space, key, false, Optional.empty())
            : new Step(space, key, true, before));
  }

  /** A point to which {@link #revert} can return. */
  public int mark() {
    return steps.size();
  }

  /** Undoes what was done since {@code mark}. */
  public void revert(int mark) {
    while (steps.size() > mark) {
      Step step = steps.removeLast();
      if (step.wasChanged()) {
        changes.set(step.space(), step.key(), step.before());
      } else {
        changes.forget(step.space(), step.key());
      }
    }
  }

  /** The changed keys of {@code space} and their new values. */
  public Map<Bytes, Optional<Bytes>> changes(Space space) {
    return Collections.unmodifiableMap(changes.of(space));
  }

  Changes changes() {
    return changes;
  }
}
