package io.ghostbridge.plugin.manager.internal.container;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a throwable says, on one line. */
final class Failures {
  private static final int MAX_CAUSES = 5;

  private Failures() {}

  /** The messages from the outermost cause to the innermost, each once. */
  static String describe(@Nullable Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      String message = cause.getMessage();
      String told = message == null ? cause.getClass().getSimpleName() : message;
      // A wrapper's text is often its cause's too.
      if (messages.stream().noneMatch(earlier -> earlier.contains(told))) {
        messages.add(told);
      }
    }
    return String.join(": ", messages).replaceAll("\\s+", " ");
  }
}
