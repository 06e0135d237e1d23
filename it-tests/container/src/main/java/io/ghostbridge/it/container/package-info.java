/** Tests that run inside the container, beside the bundles they are about. */
@NullMarked
package io.ghostbridge.it.container;

import org.jspecify.annotations.NullMarked;
