package io.ghostbridge.plugin.manager.internal.store;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginChange.Action;
import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.api.plugin.PluginProgress.Phase;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.api.plugin.PluginReport.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Data of plugins that do not exist. */
final class Samples {
  private Samples() {}

  static InstalledPlugin plugin(String name) {
    return new InstalledPlugin(
        new PluginIdentity(name, "1.2.3", "ab".repeat(32), "CN=Someone, O=\"Some, where\""),
        "cd".repeat(32),
        true,
        PluginCapability.parse(
            "network;host=\"*.example.org\";port=\"443\",files;path=\"/a \\\"b\\\\\""));
  }

  static PluginReport report(String why) {
    return new PluginReport(
        "0".repeat(64),
        Action.UPDATE,
        "a.b",
        Optional.of(plugin("a.b").identity()),
        Optional.empty(),
        Outcome.ROLLED_BACK,
        "UNHEALTHY",
        why,
        Instant.parse("2026-01-02T03:04:05.678Z"),
        Map.of(Phase.DRAIN, 12L, Phase.SWITCH, 34L),
        List.of("thread 'x'"));
  }
}
