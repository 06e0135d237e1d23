@NullMarked
package io.ghostbridge.secure.channel.internal.protocol;

import org.jspecify.annotations.NullMarked;
