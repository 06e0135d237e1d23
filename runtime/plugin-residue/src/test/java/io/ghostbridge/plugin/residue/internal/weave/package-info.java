@NullMarked
package io.ghostbridge.plugin.residue.internal.weave;

import org.jspecify.annotations.NullMarked;
