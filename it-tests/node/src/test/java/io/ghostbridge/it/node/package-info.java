/** A node as its operator sees it. */
@NullMarked
package io.ghostbridge.it.node;

import org.jspecify.annotations.NullMarked;
