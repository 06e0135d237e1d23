/** The dispatcher as a component. */
@NullMarked
package io.ghostbridge.rpc.internal;

import org.jspecify.annotations.NullMarked;
