package io.ghostbridge.cli.plugin;

import java.io.Console;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person at a terminal, if there is one. */
final class Terminal {
  private final @Nullable Console console;

  private Terminal(@Nullable Console console) {
    this.console = console;
  }

  // From JDK 25 on there is again no console where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  static Terminal ofProcess() {
    Console console = System.console();
    return new Terminal(console != null && console.isTerminal() ? console : null);
  }

  boolean isThere() {
    return console != null;
  }

  /** Whether the answer is yes; anything but {@code y} and {@code yes} is no. */
  boolean agrees(String question) {
    Console there = console;
    if (there == null) {
      return false;
    }
    String answer = there.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
