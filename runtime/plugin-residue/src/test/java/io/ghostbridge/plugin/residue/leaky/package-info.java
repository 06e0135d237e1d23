/** Plugins that leave something behind; they are packed into bundles and loaded from there. */
@NullMarked
package io.ghostbridge.plugin.residue.leaky;

import org.jspecify.annotations.NullMarked;
