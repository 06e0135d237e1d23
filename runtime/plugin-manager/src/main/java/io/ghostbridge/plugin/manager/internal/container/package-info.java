/** Bundles of plugins, each step within a bound. */
@NullMarked
package io.ghostbridge.plugin.manager.internal.container;

import org.jspecify.annotations.NullMarked;
