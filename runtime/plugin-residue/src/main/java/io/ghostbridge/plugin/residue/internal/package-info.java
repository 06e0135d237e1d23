/** The records of what plugins made. */
@NullMarked
package io.ghostbridge.plugin.residue.internal;

import org.jspecify.annotations.NullMarked;
