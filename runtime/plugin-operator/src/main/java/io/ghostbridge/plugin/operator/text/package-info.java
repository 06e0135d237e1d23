/**
 * Plugins, plans of changes and reports of them as an operator reads them; the same in the command
 * line and in the shell.
 */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.plugin.operator.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
