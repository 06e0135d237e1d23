/** What one plugin exports to another. */
@NullMarked
package org.example.ghost.shared;

import org.jspecify.annotations.NullMarked;
