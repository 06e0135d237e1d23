/** Looks for what is left. */
@NullMarked
package io.ghostbridge.plugin.residue.internal.find;

import org.jspecify.annotations.NullMarked;
