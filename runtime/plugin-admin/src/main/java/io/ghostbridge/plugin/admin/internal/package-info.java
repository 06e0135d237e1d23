/** The plugin manager as operators reach it: {@code ghost.admin.v1.PluginService} and the shell. */
@NullMarked
package io.ghostbridge.plugin.admin.internal;

import org.jspecify.annotations.NullMarked;
