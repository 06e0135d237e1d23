/** A bundle that breaks the rules, to see that they can fail. */
@NullMarked
package io.ghostbridge.broken.internal;

import org.jspecify.annotations.NullMarked;
