/** From bytecode of either numbering to the one form that interpreter and compiler work from. */
@NullMarked
package io.ghostbridge.word.machine.internal.program;

import org.jspecify.annotations.NullMarked;
