/** The plugin manager as a component. */
@NullMarked
package io.ghostbridge.plugin.manager.internal;

import org.jspecify.annotations.NullMarked;
