/** Plugins come, change and go in a container. */
@NullMarked
package io.ghostbridge.it.plugins;

import org.jspecify.annotations.NullMarked;
