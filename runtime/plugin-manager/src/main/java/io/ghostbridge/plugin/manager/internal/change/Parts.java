package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.plugin.manager.internal.container.PluginContainer;
import io.ghostbridge.plugin.manager.internal.plan.PackageVerifier;
import io.ghostbridge.plugin.manager.internal.plan.Planner;
import io.ghostbridge.plugin.manager.internal.store.ChangeHistory;
import io.ghostbridge.plugin.manager.internal.store.InstalledSetFile;
import io.ghostbridge.plugin.manager.internal.store.PluginStore;
import io.ghostbridge.plugin.manager.internal.visibility.ResolutionRules;
import org.osgi.framework.BundleContext;

/**
 * What changes are made with.
 *
 * @param context the manager's own
 * @param store where the jars lie
 * @param file where the installed set is recorded
 * @param history where reports are kept
 * @param verifier decides what may run
 * @param planner decides what a change does
 * @param container runs bundles within bounds
 * @param rules says what is resolved against what
 * @param unloading looks for what is left behind
 */
public record Parts(
    BundleContext context,
    PluginStore store,
    InstalledSetFile file,
    ChangeHistory history,
    PackageVerifier verifier,
    Planner planner,
    PluginContainer container,
    ResolutionRules rules,
    Unloading unloading) {}
