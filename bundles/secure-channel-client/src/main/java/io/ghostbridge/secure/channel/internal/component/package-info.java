/** Reads the descriptors of components. */
@NullMarked
package io.ghostbridge.secure.channel.internal.component;

import org.jspecify.annotations.NullMarked;
