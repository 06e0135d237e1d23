/** The secure channel's server side (docs/secure-channel.md). */
@NullMarked
package io.ghostbridge.secure.channel.internal;

import org.jspecify.annotations.NullMarked;
