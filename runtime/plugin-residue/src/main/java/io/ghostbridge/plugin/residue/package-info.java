/** What a bundle left behind when it went, by name and by the place where it was made. */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.plugin.residue;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
