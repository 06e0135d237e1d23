package io.ghostbridge.api.rpc;

/**
 * What a running call knows about itself. Bound by the dispatcher for as long as a handler's method
 * runs.
 */
public final class CallContext {
  private static final ScopedValue<CallerIdentity> CALLER = ScopedValue.newInstance();

  private CallContext() {}

  /**
   * Who makes the call that runs on this thread; {@link CallerIdentity#ANONYMOUS} outside a call.
   */
  public static CallerIdentity caller() {
    return CALLER.orElse(CallerIdentity.ANONYMOUS);
  }

  /** For dispatchers: runs {@code body} as part of a call of {@code caller}. */
  public static void run(CallerIdentity caller, Runnable body) {
    ScopedValue.where(CALLER, caller).run(body);
  }
}
