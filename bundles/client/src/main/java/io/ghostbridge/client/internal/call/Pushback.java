package io.ghostbridge.client.internal.call;

import io.grpc.Metadata;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a node that failed a call says of another attempt (gRFC A6, "Pushback").
 *
 * @param isSaid whether it says anything
 * @param millis until then, or less than 0: never
 */
public record Pushback(boolean isSaid, int millis) {
  private static final Metadata.Key<String> FIELD =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pushback NONE = new Pushback(false, 0);
  private static final int NEVER = -1;

  /** What {@code trailers} say; a value that is no number means never. */
  public static Pushback in(Metadata trailers) {
    @Nullable String text = trailers.get(FIELD);
    if (text == null) {
      return NONE;
    }
    try {
      return new Pushback(true, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return new Pushback(true, NEVER);
    }
  }

  /** Whether another attempt may follow. */
  public boolean mayRepeat() {
    return millis >= 0;
  }

  long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
