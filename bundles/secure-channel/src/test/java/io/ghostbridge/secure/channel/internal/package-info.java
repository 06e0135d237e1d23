@NullMarked
package io.ghostbridge.secure.channel.internal;

import org.jspecify.annotations.NullMarked;
