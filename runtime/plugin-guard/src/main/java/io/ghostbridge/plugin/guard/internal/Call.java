package io.ghostbridge.plugin.guard.internal;

import java.util.concurrent.atomic.AtomicBoolean;

/** A call of a plugin's service that was let through and has not ended. */
final class Call {
  private final PluginAccount account;
  private final String method;
  private final boolean bounded;
  private final Breaker.Permit permit;
  private final long startNanos;
  private final AtomicBoolean judged = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * @param bounded whether the call is expected to end soon, as streams are not
   */
  Call(
      PluginAccount account,
      String method,
      boolean bounded,
      Breaker.Permit permit,
      long startNanos) {
    this.account = account;
    this.method = method;
    this.bounded = bounded;
    this.permit = permit;
    this.startNanos = startNanos;
  }

  String method() {
    return method;
  }

  /** Whether it is not the plugin's work but that of its users who come or go. */
  boolean isSetUp() {
    return permit == Breaker.Permit.SET_UP;
  }

  boolean isBounded() {
    return bounded;
  }

  Breaker.Permit permit() {
    return permit;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - startNanos;
  }

  /** Takes the right to say how the call went; false if that was said before. */
  boolean judge() {
    return judged.compareAndSet(false, true);
  }

  void succeeded() {
    account.succeeded(this);
  }

  /**
   * The plugin did not do what it promises.
   *
   * @param failure one line that says what happened
   */
  void failed(String failure) {
    account.failed(this, failure);
  }

  /** Nobody can tell, such as when the client cancelled. */
  void undecided() {
    account.undecided(this);
  }

  /** Nothing of the plugin runs for this call any more. */
  void end() {
    if (over.compareAndSet(false, true)) {
      undecided();
      account.ended(this);
    }
  }
}
