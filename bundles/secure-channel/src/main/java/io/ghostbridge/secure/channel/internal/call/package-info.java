/** Secured calls: what stands between the dispatcher and the services. */
@NullMarked
package io.ghostbridge.secure.channel.internal.call;

import org.jspecify.annotations.NullMarked;
