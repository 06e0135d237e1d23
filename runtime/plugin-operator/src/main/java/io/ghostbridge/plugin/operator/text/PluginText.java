package io.ghostbridge.plugin.operator.text;

import io.ghostbridge.proto.admin.v1.PluginIdentity;
import io.ghostbridge.proto.admin.v1.PluginInfo;
import io.ghostbridge.proto.admin.v1.PluginState;
import io.ghostbridge.proto.admin.v1.PluginStatistics;
import io.ghostbridge.proto.admin.v1.PluginVerification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Installed plugins as an operator reads them. */
public final class PluginText {
  private static final String NONE = "no plugins are installed";

  private PluginText() {}

  /** One plugin a line. */
  public static List<String> list(List<PluginInfo> plugins) {
    if (plugins.isEmpty()) {
      return List.of(NONE);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "VERSION", "STATE", "CALLS", "ERRORS", "PUBLISHER", "WHY"));
    for (PluginInfo plugin : plugins) {
      PluginIdentity identity = plugin.getIdentity();
      rows.add(
          List.of(
              identity.getName(),
              identity.getVersion(),
              Words.of(plugin.getState(), "PLUGIN_STATE_"),
              String.valueOf(plugin.getStatistics().getCalls()),
              String.valueOf(plugin.getStatistics().getErrors()),
              identity.getPublisher().isEmpty() ? "not signed" : identity.getPublisher(),
              // What is worth knowing of one that runs is in its info.
              plugin.getState() == PluginState.PLUGIN_STATE_ACTIVE ? "" : plugin.getWhy()));
    }
    return new Lines().table(rows).toList();
  }

  /** Everything about one plugin. */
  public static List<String> info(PluginInfo plugin) {
    PluginIdentity identity = plugin.getIdentity();
    PluginStatistics statistics = plugin.getStatistics();
    Set<String> approved = new HashSet<>(plugin.getApprovedList());
    return new Lines()
        .plain(Words.of(identity))
        .field("state", state(plugin))
        .field("at start", plugin.getEnabled() ? "enabled" : "disabled")
        .field("sha256", identity.getSha256())
        .field("publisher", Words.publisher(identity))
        .each("offers", Words.ofOffers(plugin.getOffersList()))
        .each(
            "asks for",
            plugin.getRequestedList().stream()
                .map(each -> each + (approved.contains(each) ? "  (approved)" : "  (not approved)"))
                .toList())
        .field(
            "calls",
            statistics.getCalls()
                + ", of them "
                + statistics.getErrors()
                + " failed, "
                + Integer.toUnsignedString(statistics.getInFlight())
                + " in flight")
        .field(
            "latency",
            "median "
                + Words.micros(statistics.getLatencyP50Micros())
                + ", 99 of 100 under "
                + Words.micros(statistics.getLatencyP99Micros()))
        .field(
            "runs",
            Integer.toUnsignedString(statistics.getThreads())
                + " threads, CPU time "
                + Words.micros(statistics.getCpuMicros()))
        .field(
            "breaker",
            Words.of(statistics.getBreaker(), "PLUGIN_BREAKER_")
                + ", restarted "
                + Integer.toUnsignedString(statistics.getRestarts())
                + " times")
        .toList();
  }

  private static String state(PluginInfo plugin) {
    String state = Words.of(plugin.getState(), "PLUGIN_STATE_");
    return plugin.getWhy().isEmpty() ? state : state + ": " + plugin.getWhy();
  }

  /** What a second look at the installed jars found, one a line. */
  public static List<String> verification(List<PluginVerification> verifications) {
    if (verifications.isEmpty()) {
      return List.of(NONE);
    }
    List<List<String>> rows = new ArrayList<>();
    for (PluginVerification each : verifications) {
      rows.add(
          List.of(
              Words.of(each.getIdentity()),
              each.getIntact() ? "intact" : "NOT INTACT",
              each.getIntact() ? each.getIdentity().getSha256() : each.getWhy()));
    }
    return new Lines().table(rows).toList();
  }
}
