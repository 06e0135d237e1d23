/** Jars that somebody copies while one looks: which of them are complete. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.plugin.operator.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
