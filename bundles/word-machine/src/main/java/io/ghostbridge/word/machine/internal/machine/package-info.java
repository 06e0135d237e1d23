/** Frames, the interpreter, and the envelope of calls. */
@NullMarked
package io.ghostbridge.word.machine.internal.machine;

import org.jspecify.annotations.NullMarked;
