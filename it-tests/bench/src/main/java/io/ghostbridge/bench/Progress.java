package io.ghostbridge.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Tells the person who waits what is going on, on standard error. */
public final class Progress {
  private Progress() {}

  /** Prints a line. */
  @FormatMethod
  public static void say(String format, Object... arguments) {
    System.err.println(String.format(Locale.ROOT, format, arguments));
  }
}
