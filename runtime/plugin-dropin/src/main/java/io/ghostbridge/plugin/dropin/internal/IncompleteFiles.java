package io.ghostbridge.plugin.dropin.internal;

import io.ghostbridge.plugin.operator.files.FileMark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Reports jars that nobody goes on copying and that are not complete. They are not touched. */
final class IncompleteFiles {
  private final Refusals refusals;
  private final long noticeNanos;
  private final LongSupplier clock;
  private final Map<String, Since> since = new HashMap<>();

  private record Since(FileMark mark, long nanos) {}

  IncompleteFiles(Refusals refusals, long noticeNanos, LongSupplier clock) {
    this.refusals = refusals;
    this.noticeNanos = noticeNanos;
    this.clock = clock;
  }

  void note(Map<String, FileMark> incomplete) {
    long now = clock.getAsLong();
    since.keySet().retainAll(incomplete.keySet());
    incomplete.forEach(
        (file, mark) -> {
          Since known = since.get(file);
          if (known == null || !known.mark().equals(mark)) {
            since.put(file, new Since(mark, now));
          } else if (now - known.nanos() >= noticeNanos) {
            refusals.refuse(
                file,
                "INCOMPLETE",
                List.of(
                    "the file has "
                        + mark.sizeBytes()
                        + " bytes and no end of a jar: it is not copied wholly, or no jar; copy it"
                        + " again"));
          }
        });
  }
}
