/**
 * Plugins: what the manager of them offers to those who ask for changes, and what a plugin may tell
 * the manager.
 */
@NullMarked
@Version("1.1.0")
package io.ghostbridge.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
