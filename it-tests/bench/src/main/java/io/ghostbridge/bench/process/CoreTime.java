package io.ghostbridge.bench.process;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says that a core did, in {@code /proc/stat} (proc(5)). */
final class CoreTime {
  private static final long MICROS_PER_TICK = 10_000;

  private static final int USER = 1;
  private static final int NICE = 2;
  private static final int SYSTEM = 3;
  private static final int STEAL = 8;

  private CoreTime() {}

  /**
   * The time that {@code core} spent in processes, or that the hypervisor gave to others, so far,
   * in microseconds.
   */
  static long takenMicros(int core) throws IOException {
    return takenMicros(Files.readString(Path.of("/proc/stat"), StandardCharsets.US_ASCII), core);
  }

  static long takenMicros(String stat, int core) throws IOException {
    String name = "cpu" + core;
    for (String line : Splitter.on('\n').split(stat)) {
      List<String> fields = Splitter.on(' ').splitToList(line);
      if (fields.getFirst().equals(name)) {
        return MICROS_PER_TICK
            * (ticks(fields, USER)
                + ticks(fields, NICE)
                + ticks(fields, SYSTEM)
                + ticks(fields, STEAL));
      }
    }
    throw new IOException("there is no " + name + " in /proc/stat");
  }

  private static long ticks(List<String> fields, int field) {
    return Long.parseLong(fields.get(field));
  }
}
