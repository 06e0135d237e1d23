/** Starts and stops the container. */
@NullMarked
package io.ghostbridge.launcher;

import org.jspecify.annotations.NullMarked;
