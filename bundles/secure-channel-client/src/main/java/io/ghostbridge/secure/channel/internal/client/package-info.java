/** The client's sessions and calls. */
@NullMarked
package io.ghostbridge.secure.channel.internal.client;

import org.jspecify.annotations.NullMarked;
