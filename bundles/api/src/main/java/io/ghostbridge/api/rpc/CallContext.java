package io.ghostbridge.api.rpc;

/**
 * What a running call knows about itself. Bound by the dispatcher for as long as a handler's method
 * runs.
 */
public final class CallContext {
  private static final Binding UNBOUND = new Binding(CallerIdentity.ANONYMOUS, CallProtection.NONE);
  private static final ScopedValue<Binding> CURRENT = ScopedValue.newInstance();

  private record Binding(CallerIdentity caller, CallProtection protection) {}

  private CallContext() {}

  /**
   * Who makes the call that runs on this thread; {@link CallerIdentity#ANONYMOUS} outside a call.
   */
  public static CallerIdentity caller() {
    return CURRENT.orElse(UNBOUND).caller();
  }

  /**
   * What the secure channel did for the call that runs on this thread; {@link CallProtection#NONE}
   * outside a call.
   */
  public static CallProtection protection() {
    return CURRENT.orElse(UNBOUND).protection();
  }

  /** For dispatchers: runs {@code body} as part of a call of {@code caller}. */
  public static void run(CallerIdentity caller, Runnable body) {
    run(caller, CallProtection.NONE, body);
  }

  /**
   * For dispatchers and the secure channel: runs {@code body} as part of a call of {@code caller}
   * that had {@code protection}.
   */
  public static void run(CallerIdentity caller, CallProtection protection, Runnable body) {
    ScopedValue.where(CURRENT, new Binding(caller, protection)).run(body);
  }
}
