package io.ghostbridge.broken.internal;

import com.tngtech.archunit.core.domain.JavaClass;
import io.ghostbridge.transport.broken.internal.BrokenTransport;
import org.jspecify.annotations.Nullable;

/** Uses another bundle's internals, keeps static state and a thread local. */
public final class BrokenService {
  private static int calls;
  private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

  @Nullable BrokenTransport transport;
  @Nullable JavaClass commandLineLibrary;

  /** Touches what would otherwise be unused. */
  public static String call() {
    calls++;
    return calls + CALLER.get();
  }
}
