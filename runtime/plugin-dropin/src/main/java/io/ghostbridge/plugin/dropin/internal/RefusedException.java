package io.ghostbridge.plugin.dropin.internal;

import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginReport;
import java.util.List;
import java.util.Objects;

/** A file is not taken as it is. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String lines;

  RefusedException(String reason, String sentence) {
    this(reason, sentence, List.of());
  }

  /**
   * @param more lines that follow the sentence
   */
  RefusedException(String reason, String sentence, List<String> more) {
    super(sentence);
    this.reason = reason;
    lines = more.isEmpty() ? sentence : sentence + "\n" + String.join("\n", more);
  }

  static RefusedException of(PluginException refusal) {
    return new RefusedException(
        refusal.reason(), Objects.requireNonNullElse(refusal.getMessage(), refusal.reason()));
  }

  static RefusedException of(PluginReport report) {
    return new RefusedException(
        report.reason().isEmpty() ? report.outcome().name() : report.reason(), report.why());
  }

  String reason() {
    return reason;
  }

  /** The sentence, and what follows it. */
  List<String> lines() {
    return lines.lines().toList();
  }
}
