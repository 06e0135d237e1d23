package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.compiler.RegionCompiler.Region;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is compiled, in the order in which it was, so that it stays within bounds: when it does not,
 * the oldest goes, unless it was used since it was looked at last. Does not keep programs alive.
 * Safe for use by any thread.
 */
final class Kept {
  private final int mostRegions;
  private final long mostBytes;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final ReferenceQueue<HotProgram> collected = new ReferenceQueue<>();
  private int regions;
  private long bytes;

  /** Some regions of a program. */
  private static final class Entry extends WeakReference<HotProgram> {
    final int regions;
    final long bytes;

    Entry(HotProgram program, ReferenceQueue<HotProgram> queue, int regions, long bytes) {
      super(program, queue);
      this.regions = regions;
      this.bytes = bytes;
    }
  }

  Kept(int mostRegions, long mostBytes) {
    this.mostRegions = mostRegions;
    this.mostBytes = mostBytes;
  }

  synchronized int regions() {
    forgetCollected();
    return regions;
  }

  synchronized void add(HotProgram program, List<Region> compiled) {
    forgetCollected();
    long size = compiled.stream().mapToLong(Region::bytes).sum();
    entries.add(new Entry(program, collected, compiled.size(), size));
    regions += compiled.size();
    bytes += size;
    int looks = 2 * entries.size();
    while ((regions > mostRegions || bytes > mostBytes) && looks-- > 0) {
      Entry oldest = entries.remove();
      HotProgram owner = oldest.get();
      if (owner != null && owner != program && looks > entries.size() && owner.wasUsed()) {
        entries.add(oldest);
        continue;
      }
      regions -= oldest.regions;
      bytes -= oldest.bytes;
      if (owner != null) {
        owner.drop();
      }
    }
  }

  private void forgetCollected() {
    boolean any = false;
    while (collected.poll() != null) {
      any = true;
    }
    if (any) {
      entries.removeIf(
          entry -> {
            @Nullable HotProgram owner = entry.get();
            if (owner == null) {
              regions -= entry.regions;
              bytes -= entry.bytes;
            }
            return owner == null;
          });
    }
  }

  /** Lets go of all. */
  synchronized void clear() {
    for (Entry entry : entries) {
      HotProgram owner = entry.get();
      if (owner != null) {
        owner.drop();
      }
    }
    entries.clear();
    regions = 0;
    bytes = 0;
  }
}
