/** The parts of the journaled state. */
@NullMarked
package io.ghostbridge.word.machine.internal.state;

import org.jspecify.annotations.NullMarked;
