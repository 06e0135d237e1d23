package io.ghostbridge.crypto.internal;

/** Whether a service that was once chosen is still registered. */
final class Presence {
  private volatile boolean over;

  /** False once the service was withdrawn, for good. */
  boolean lasts() {
    return !over;
  }

  void end() {
    over = true;
  }
}
