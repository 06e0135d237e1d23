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
 * @param cases what a case's name must begin with, one of them, for {@code crypto}; empty means all
 */
public record Settings(
    Path root,
    int runs,
    int seconds,
    int updates,
    int reinstalls,
    Set<String> subjects,
    Set<String> cases) {
  /** Copies the sets. */
  public Settings {
    subjects = Set.copyOf(subjects);
    cases = Set.copyOf(cases);
  }

  /** Whether {@code subject} is to be measured. */
  public boolean measures(String subject) {
    return subjects.isEmpty() || subjects.contains(subject);
  }

  /** Whether a case of this name is to be measured. */
  public boolean takes(String caseName) {
    return cases.isEmpty() || cases.stream().anyMatch(caseName::startsWith);
  }
}
