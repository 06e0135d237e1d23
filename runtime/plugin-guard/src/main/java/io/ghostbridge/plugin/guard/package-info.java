/** What the plugin manager tells the guard of plugins, and learns from it. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.plugin.guard;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
