/** A package of an API that breaks the rules, to see that they can fail. */
@NullMarked
package io.ghostbridge.api.broken;

import org.jspecify.annotations.NullMarked;
