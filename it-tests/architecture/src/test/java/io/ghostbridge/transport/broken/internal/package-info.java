/** A transport that breaks the rules, to see that they can fail. */
@NullMarked
package io.ghostbridge.transport.broken.internal;

import org.jspecify.annotations.NullMarked;
