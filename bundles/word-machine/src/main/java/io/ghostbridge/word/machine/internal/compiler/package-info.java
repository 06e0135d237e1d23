/** The compiler tier: programs that are run often become classes of their own. */
@NullMarked
package io.ghostbridge.word.machine.internal.compiler;

import org.jspecify.annotations.NullMarked;
