/** The rules that every bundle keeps. */
@NullMarked
package io.ghostbridge.architecture;

import org.jspecify.annotations.NullMarked;
