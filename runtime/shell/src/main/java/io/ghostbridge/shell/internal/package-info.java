/** The operator's shell. */
@NullMarked
package io.ghostbridge.shell.internal;

import org.jspecify.annotations.NullMarked;
