/** Makes the classes of plugins tell what they open. */
@NullMarked
package io.ghostbridge.plugin.residue.internal.weave;

import org.jspecify.annotations.NullMarked;
