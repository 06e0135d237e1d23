/** The classes of a service bundle that fails when it is told to. */
@NullMarked
package io.ghostbridge.it.container.faulty;

import org.jspecify.annotations.NullMarked;
