/** The classes of a service bundle that tests make, install and remove. */
@NullMarked
package io.ghostbridge.it.container.echo;

import org.jspecify.annotations.NullMarked;
