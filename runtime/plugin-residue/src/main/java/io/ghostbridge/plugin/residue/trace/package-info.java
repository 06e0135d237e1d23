/**
 * What woven classes of plugins call. They are wired to it by a dynamic import that the weaving
 * adds; a resolver hook must let them. Nobody else calls it.
 */
@NullMarked
@Version("1.0.0")
package io.ghostbridge.plugin.residue.trace;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
