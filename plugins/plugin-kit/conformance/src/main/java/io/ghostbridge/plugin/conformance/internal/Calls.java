package io.ghostbridge.plugin.conformance.internal;

import io.ghostbridge.plugin.conformance.Rule;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls into a plugin, each on a thread of its own and within the limit. */
public final class Calls {
  /** System property: how many seconds a call, a start or a stop may take at most. */
  public static final String LIMIT = "ghost.conformance.limit.seconds";

  private static final int DEFAULT_LIMIT_SECONDS = 10;
  private static final int FRAMES = 12;

  private Calls() {}

  /** How long a plugin may take for anything. */
  public static Duration limit() {
    return Duration.ofSeconds(Integer.getInteger(LIMIT, DEFAULT_LIMIT_SECONDS));
  }

  /**
   * What a call came to.
   *
   * @param value what was returned
   * @param thrown what was thrown instead, or null
   */
  public record Outcome<T>(@Nullable T value, @Nullable Throwable thrown) {}

  /** Makes a call on a virtual thread, as a runtime does. */
  public static <T> Outcome<T> make(Rule rule, String what, Callable<@Nullable T> call)
      throws InterruptedException {
    return await(rule, what, start(call));
  }

  /** A call that is under way. */
  public record Running<T>(Thread thread, AtomicReference<@Nullable Outcome<T>> outcome) {}

  /** Begins a call on a virtual thread. */
  public static <T> Running<T> start(Callable<@Nullable T> call) {
    return start(Thread.ofVirtual().name("conformance"), call);
  }

  /** Begins a call on a thread of {@code builder}. */
  public static <T> Running<T> start(Thread.Builder builder, Callable<@Nullable T> call) {
    var outcome = new AtomicReference<@Nullable Outcome<T>>();
    Thread thread =
        builder.start(
            () -> {
              try {
                outcome.set(new Outcome<>(call.call(), null));
              } catch (Throwable e) {
                outcome.set(new Outcome<>(null, e));
              }
            });
    return new Running<>(thread, outcome);
  }

  /** Waits for a call's end; one that does not end breaks {@code rule}. */
  public static <T> Outcome<T> await(Rule rule, String what, Running<T> running)
      throws InterruptedException {
    if (!running.thread.join(limit())) {
      String where =
          Arrays.stream(running.thread.getStackTrace())
              .limit(FRAMES)
              .map(frame -> "\n\tat " + frame)
              .collect(Collectors.joining());
      running.thread.interrupt();
      throw rule.broken(
          what + " did not end within " + limit().toSeconds() + " s; it waits in" + where);
    }
    Outcome<T> outcome = running.outcome.get();
    if (outcome == null) {
      throw new IllegalStateException("the thread of " + what + " ended without an outcome");
    }
    return outcome;
  }

  /** The value of an outcome; what was thrown breaks {@code rule}. */
  public static <T> @Nullable T value(Rule rule, String what, Outcome<T> outcome) {
    Throwable thrown = outcome.thrown();
    if (thrown != null) {
      throw rule.broken(what + " threw " + thrown, thrown);
    }
    return outcome.value();
  }
}
