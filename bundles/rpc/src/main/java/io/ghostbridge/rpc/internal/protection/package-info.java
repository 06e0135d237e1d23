/**
 * Which calls must come through the secure channel: enforced here, so that it holds as well while
 * the channel's bundle is being replaced, or is gone.
 */
@NullMarked
package io.ghostbridge.rpc.internal.protection;

import org.jspecify.annotations.NullMarked;
