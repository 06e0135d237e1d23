package io.ghostbridge.plugin.dropin.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why a file was not taken: once in the log, and beside it in {@code NAME.jar.refused}. */
final class Refusals {
  static final String SUFFIX = ".refused";

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private final Path directory;
  private final Map<String, List<String>> told = new HashMap<>();

  Refusals(Path directory) {
    this.directory = directory;
  }

  /**
   * @param reason UPPER_SNAKE
   * @param lines the sentence, and what may follow it
   */
  void refuse(String file, String reason, List<String> lines) {
    if (lines.equals(told.put(file, lines))) {
      return;
    }
    log.warn(
        "event=dropin_refused file={} reason={} text=\"{}\"",
        directory.resolve(file),
        reason,
        lines.getFirst());
    try {
      Files.write(directory.resolve(file + SUFFIX), lines);
    } catch (IOException e) {
      log.warn("event=dropin_note_not_written file={} reason=\"{}\"", file, e.toString());
    }
  }

  /** Takes back what was said of a file. */
  void clear(String file) {
    told.remove(file);
    try {
      Files.deleteIfExists(directory.resolve(file + SUFFIX));
    } catch (IOException e) {
      log.warn("event=dropin_note_not_removed file={} reason=\"{}\"", file, e.toString());
    }
  }
}
