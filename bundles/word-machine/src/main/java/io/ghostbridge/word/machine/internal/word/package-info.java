/**
 * Arithmetic of 256-bit words on a flat array of longs: four a word, the least significant first,
 * the top of the stack last.
 */
@NullMarked
package io.ghostbridge.word.machine.internal.word;

import org.jspecify.annotations.NullMarked;
