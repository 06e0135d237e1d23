package io.ghostbridge.bench;

import java.nio.file.Path;
import java.util.Set;

/**
 * How to measure.
 *
 * @param root the repository's root
 * @param runs how often each figure is taken
 * @param seconds about how long a run lasts
 * @param updates how often a plugin is updated
 * @param reinstalls how often a plugin is removed and installed again
 * @param subjects the subjects to measure; empty means all
 */
public record Settings(
    Path root, int runs, int seconds, int updates, int reinstalls, Set<String> subjects) {
  /** Copies {@code subjects}. */
  public Settings {
    subjects = Set.copyOf(subjects);
  }

  /** Whether {@code subject} is to be measured. */
  public boolean measures(String subject) {
    return subjects.isEmpty() || subjects.contains(subject);
  }
}
