/** Tests of the guard in a framework of their own. */
@NullMarked
package io.ghostbridge.plugin.guard.internal;

import org.jspecify.annotations.NullMarked;
