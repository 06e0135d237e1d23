package io.ghostbridge.plugin.guard.internal;

import io.ghostbridge.api.plugin.PluginStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is wrong with a plugin, for operators. */
final class Problems {
  private Problems() {}

  static List<String> of(GuardedBundle bundle) {
    PluginAccount account = bundle.account();
    List<String> found = new ArrayList<>();
    String givenUp = account.recovery().givenUp();
    String cause = account.breaker().cause();
    if (givenUp != null) {
      found.add(
          "its services answer UNAVAILABLE until it is disabled and enabled, or updated: "
              + givenUp);
    } else if (account.breaker().state() != PluginStatistics.Breaker.CLOSED && cause != null) {
      found.add("its services answer UNAVAILABLE for a while: " + cause);
    }
    account.oldest().ifPresent(call -> addIfHanging(found, account, call));
    found.addAll(bundle.unguardable());
    return List.copyOf(found);
  }

  private static void addIfHanging(List<String> found, PluginAccount account, Call call) {
    long millis = TimeUnit.NANOSECONDS.toMillis(account.ageNanos(call));
    if (millis >= account.settings().hang().toMillis()) {
      found.add(call.method() + " was called " + millis + " ms ago and has not returned");
    }
  }
}
