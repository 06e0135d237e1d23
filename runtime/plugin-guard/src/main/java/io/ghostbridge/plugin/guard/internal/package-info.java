/** Guarded services, and the breaker behind each plugin's. */
@NullMarked
package io.ghostbridge.plugin.guard.internal;

import org.jspecify.annotations.NullMarked;
