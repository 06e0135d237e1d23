package io.ghostbridge.bench;

import com.google.errorprone.annotations.FormatMethod;
import io.ghostbridge.bench.process.Usage;
import java.util.Locale;

/** Tells the person who waits what is going on, on standard error. */
public final class Progress {
  private static final double WORTH_SAYING = 2;

  private Progress() {}

  /** What others took of the server's core, in parentheses; nothing where it hardly counts. */
  static String others(Usage usage) {
    return usage.othersPercent() < WORTH_SAYING
        ? ""
        : String.format(Locale.ROOT, " (others took %.0f %% of its core)", usage.othersPercent());
  }

  /** Prints a line. */
  @FormatMethod
  public static void say(String format, Object... arguments) {
    System.err.println(String.format(Locale.ROOT, format, arguments));
  }
}
