package io.ghostbridge.plugin.guard.internal;

import java.time.Duration;

/**
 * What {@link GuardConfig} says, in Java's terms.
 *
 * @param errorBudget failed calls in a window that open the breaker
 * @param errorBudgetPercent and the share of all calls that they must be
 * @param open for how long no call is let through; doubled by each restart
 * @param probes successes in a row that close the breaker
 * @param hang after which a call that has not ended is an error
 * @param deadlineFault what a call must have run for its passed deadline to be an error
 */
record GuardSettings(
    int errorBudget,
    int errorBudgetPercent,
    Duration window,
    Duration open,
    int probes,
    Duration hang,
    Duration deadlineFault,
    int maxRestarts) {
  static GuardSettings of(GuardConfig config) {
    return new GuardSettings(
        config.errorBudget(),
        config.errorBudgetPercent(),
        Duration.ofMillis(config.windowMillis()),
        Duration.ofMillis(config.openMillis()),
        config.probes(),
        Duration.ofMillis(config.hangMillis()),
        Duration.ofMillis(config.deadlineFaultMillis()),
        config.maxRestarts());
  }
}
