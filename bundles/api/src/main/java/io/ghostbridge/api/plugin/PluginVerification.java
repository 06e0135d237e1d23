package io.ghostbridge.api.plugin;

/**
 * What a second look at an installed plugin's jar found.
 *
 * @param identity which it is, as it was installed
 * @param intact whether the jar is, byte by byte, the one that was installed, and its publisher is
 *     still trusted
 * @param reason UPPER_SNAKE, stable, for programs; empty if it is intact
 * @param why one line, or empty if it is intact
 */
public record PluginVerification(
    PluginIdentity identity, boolean intact, String reason, String why) {}
