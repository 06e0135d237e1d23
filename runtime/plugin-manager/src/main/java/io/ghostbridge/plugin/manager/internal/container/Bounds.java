package io.ghostbridge.plugin.manager.internal.container;

import java.time.Duration;

/**
 * How long code of a plugin may take.
 *
 * @param activation until a version started
 * @param drain until the calls in flight are done and everybody let go of the plugin's services
 * @param deactivation until a version stopped after that
 * @param health until its health checks answered
 * @param framework until the framework resolved or refreshed bundles
 */
public record Bounds(
    Duration activation,
    Duration drain,
    Duration deactivation,
    Duration health,
    Duration framework) {}
