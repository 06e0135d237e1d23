/**
 * Whether a file is a plugin that the operator trusts, decided before any class of it is loaded.
 */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.plugin.verify;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
