/** A plugin that behaves as its resource says. */
@NullMarked
package org.example.ghost.echo;

import org.jspecify.annotations.NullMarked;
