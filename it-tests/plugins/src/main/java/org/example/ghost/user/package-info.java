/** A plugin that uses another one's package. */
@NullMarked
package org.example.ghost.user;

import org.jspecify.annotations.NullMarked;
