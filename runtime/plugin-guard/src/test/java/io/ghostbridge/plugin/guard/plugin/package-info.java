/** The classes of the plugin that tests pack, install and remove. */
@NullMarked
package io.ghostbridge.plugin.guard.plugin;

import org.jspecify.annotations.NullMarked;
