package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.SecretBytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The epochs of a session whose keys are still there (section 8): the present one, the next one
 * until it is used, and former ones, to receive with. Safe for use by any thread; reading takes no
 * lock.
 */
public final class EpochRing implements AutoCloseable {
  private static final int MAX_FORMER = 8;

  private final Deque<Former> former = new ArrayDeque<>();
  private SecretBytes root;
  private @Nullable SecretBytes nextRoot;
  private @Nullable EpochKeys next;
  private boolean closed;
  private volatile EpochKeys present;
  private volatile EpochKeys[] receivable;

  private record Former(EpochKeys keys, long sinceNanos) {}

  /** With epoch 0; takes {@code root} and {@code keys}. */
  public EpochRing(SecretBytes root, EpochKeys keys) {
    this.root = root;
    present = keys;
    receivable = new EpochKeys[] {keys};
  }

  /** The keys to send with. */
  public EpochKeys present() {
    return present;
  }

  /** The keys of {@code epoch}, if they are there. */
  public @Nullable EpochKeys of(int epoch) {
    for (EpochKeys keys : receivable) {
      if (keys.epoch() == epoch) {
        return keys;
      }
    }
    return null;
  }

  /** A copy of the present epoch's root, which the caller closes. */
  public synchronized SecretBytes root() {
    return root.copy();
  }

  /**
   * Prepares the next epoch, instead of another that may have been prepared; takes both.
   *
   * @return false if the present epoch is another by now, or all is closed; then nothing was taken
   */
  public synchronized boolean prepare(SecretBytes preparedRoot, EpochKeys prepared) {
    if (closed || prepared.epoch() != present.epoch() + 1) {
      return false;
    }
    discardNext();
    next = prepared;
    nextRoot = preparedRoot;
    publish();
    return true;
  }

  /** An authentic message came under {@code keys}: the next epoch begins if they are its. */
  public void received(EpochKeys keys, long nowNanos) {
    if (keys != present && keys.epoch() == present.epoch() + 1) {
      advance(keys, nowNanos);
    }
  }

  private synchronized void advance(EpochKeys keys, long nowNanos) {
    SecretBytes preparedRoot = nextRoot;
    if (closed || keys != next || preparedRoot == null) {
      return;
    }
    former.addFirst(new Former(present, nowNanos));
    root.close();
    root = preparedRoot;
    present = keys;
    next = null;
    nextRoot = null;
    while (former.size() > MAX_FORMER) {
      former.removeLast().keys().close();
    }
    publish();
  }

  /**
   * Wipes former epochs that ended before {@code beforeNanos} and are older than {@code
   * neededEpoch}, which some stream in flight may still get messages under.
   */
  public synchronized void retire(long beforeNanos, int neededEpoch) {
    boolean changed = false;
    while (!former.isEmpty()
        && former.getLast().sinceNanos() - beforeNanos < 0
        && former.getLast().keys().epoch() - neededEpoch < 0) {
      former.removeLast().keys().close();
      changed = true;
    }
    if (changed) {
      publish();
    }
  }

  private void discardNext() {
    if (next != null) {
      next.close();
      next = null;
    }
    if (nextRoot != null) {
      nextRoot.close();
      nextRoot = null;
    }
  }

  private void publish() {
    List<EpochKeys> list = new ArrayList<>();
    list.add(present);
    if (next != null) {
      list.add(next);
    }
    former.forEach(one -> list.add(one.keys()));
    receivable = list.toArray(EpochKeys[]::new);
  }

  /** Wipes all keys. */
  @Override
  public synchronized void close() {
    closed = true;
    discardNext();
    for (EpochKeys keys : receivable) {
      keys.close();
    }
    receivable = new EpochKeys[0];
    former.clear();
    root.close();
  }
}
