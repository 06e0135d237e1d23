package io.ghostbridge.bench.process;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses what the kernel says of a process in {@code /proc/PID} (proc(5)). */
public final class ProcessUsage {
  /** The kernel counts CPU time in ticks of USER_HZ, which is 100 on every Linux of today. */
  private static final long MICROS_PER_TICK = 10_000;

  /** Fields 14 and 15 of stat, counted from the one behind the command's closing parenthesis. */
  private static final int UTIME = 11;

  private static final int STIME = 12;

  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s*(\\d+) kB$");
  private static final Pattern NOW = Pattern.compile("(?m)^VmRSS:\\s*(\\d+) kB$");

  private ProcessUsage() {}

  /** User and system time of all threads of {@code pid} so far, in microseconds. */
  public static long cpuMicros(long pid) throws IOException {
    return cpuMicros(read(pid, "stat"));
  }

  /** The most resident memory that {@code pid} has had, in units of 1024 bytes. */
  public static long peakResidentKilobytes(long pid) throws IOException {
    return peakResidentKilobytes(read(pid, "status"));
  }

  static long cpuMicros(String stat) {
    // The command may hold blanks and parentheses.
    List<String> fields =
        Splitter.on(' ').splitToList(stat.substring(stat.lastIndexOf(')') + 2).strip());
    return (Long.parseLong(fields.get(UTIME)) + Long.parseLong(fields.get(STIME)))
        * MICROS_PER_TICK;
  }

  /** The resident memory that {@code pid} has now, in units of 1024 bytes. */
  public static long residentKilobytes(long pid) throws IOException {
    return kilobytes(NOW, read(pid, "status"));
  }

  static long peakResidentKilobytes(String status) {
    return kilobytes(PEAK, status);
  }

  private static long kilobytes(Pattern line, String status) {
    Matcher matcher = line.matcher(status);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + line + " in " + status);
    }
    return Long.parseLong(matcher.group(1));
  }

  private static String read(long pid, String file) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.UTF_8);
  }
}
