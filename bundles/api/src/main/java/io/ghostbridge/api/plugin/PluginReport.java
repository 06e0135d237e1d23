package io.ghostbridge.api.plugin;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of a change.
 *
 * @param planId which plan it was
 * @param action which change
 * @param name the plugin's name
 * @param before what was installed
 * @param after what the change meant to install
 * @param outcome how it ended
 * @param reason UPPER_SNAKE, stable, for programs; empty if it went as planned
 * @param why one line, or empty if it went as planned
 * @param at when it began
 * @param durationsMicros of each phase that was entered, in microseconds
 * @param residue what the version that went left behind, one line each: name and, where there is
 *     one, stack. That is the old version, or after a roll-back the new one. Empty if nothing is
 *     left
 */
public record PluginReport(
    String planId,
    PluginChange.Action action,
    String name,
    Optional<PluginIdentity> before,
    Optional<PluginIdentity> after,
    Outcome outcome,
    String reason,
    String why,
    Instant at,
    Map<PluginProgress.Phase, Long> durationsMicros,
    List<String> residue) {
  /** Copies the collections. */
  public PluginReport {
    durationsMicros = Collections.unmodifiableMap(new TreeMap<>(durationsMicros));
    residue = List.copyOf(residue);
  }

  /** How a change can end. */
  public enum Outcome {
    /** It is in effect, recorded on disk, and nothing of the old version is left. */
    DONE,
    /**
     * It is in effect and recorded on disk, but {@link PluginReport#residue} of the old version is
     * left in the process.
     */
    LINGERING,
    /** The new version did not work; what was before serves again, and the disk says so. */
    ROLLED_BACK,
    /**
     * The new version did not work, and what was before did not start again: the plugin is
     * installed as before and does not serve.
     */
    ROLLBACK_FAILED
  }

  /** Whether the change is in effect. */
  public boolean isInEffect() {
    return outcome == Outcome.DONE || outcome == Outcome.LINGERING;
  }
}
