package io.ghostbridge.client.internal.route;

import java.util.ArrayList;
import java.util.List;

/** Calls that wait until it is known whether HTTP/3 works. Guarded by their pool. */
final class WaitingCalls {
  private final List<Runnable> early = new ArrayList<>();
  private final List<Runnable> others = new ArrayList<>();

  /**
   * @param mayGoEarly whether a connection that is not complete will do
   */
  void add(Runnable call, boolean mayGoEarly) {
    (mayGoEarly ? early : others).add(call);
  }

  boolean isEmpty() {
    return early.isEmpty() && others.isEmpty();
  }

  /** Those that may go early, which wait no more. */
  List<Runnable> takeEarly() {
    List<Runnable> taken = List.copyOf(early);
    early.clear();
    return taken;
  }

  /** All, which wait no more. */
  List<Runnable> takeAll() {
    List<Runnable> taken = new ArrayList<>(takeEarly());
    taken.addAll(others);
    others.clear();
    return taken;
  }
}
