@NullMarked
package io.ghostbridge.plugin.residue;

import org.jspecify.annotations.NullMarked;
