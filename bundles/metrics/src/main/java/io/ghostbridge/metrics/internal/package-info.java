/** The registry of metrics as a component. */
@NullMarked
package io.ghostbridge.metrics.internal;

import org.jspecify.annotations.NullMarked;
