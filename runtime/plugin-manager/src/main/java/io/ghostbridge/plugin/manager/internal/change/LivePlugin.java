package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginInfo;
import io.ghostbridge.plugin.manager.internal.plan.VerifiedPackage;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * An installed plugin as it is in this process.
 *
 * @param plugin what is recorded of it
 * @param jar its jar as it was verified, or null if it was refused
 * @param bundle its bundle, or null if it does not run
 * @param state how it is
 * @param why why it is so, or empty
 */
record LivePlugin(
    InstalledPlugin plugin,
    @Nullable VerifiedPackage jar,
    @Nullable Bundle bundle,
    PluginInfo.State state,
    String why) {
  static LivePlugin running(InstalledPlugin plugin, VerifiedPackage jar, Bundle bundle) {
    return new LivePlugin(plugin, jar, bundle, PluginInfo.State.ACTIVE, "");
  }

  static LivePlugin disabled(InstalledPlugin plugin, @Nullable VerifiedPackage jar) {
    return new LivePlugin(plugin, jar, null, PluginInfo.State.DISABLED, "");
  }

  LivePlugin stopped(PluginInfo.State newState, String newWhy) {
    return new LivePlugin(plugin, jar, null, newState, newWhy);
  }

  LivePlugin because(PluginInfo.State newState, String newWhy) {
    return new LivePlugin(plugin, jar, bundle, newState, newWhy);
  }
}
