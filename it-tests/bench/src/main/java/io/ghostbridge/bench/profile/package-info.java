/** Draws what a recording of JDK Flight Recorder says. */
@NullMarked
package io.ghostbridge.bench.profile;

import org.jspecify.annotations.NullMarked;
