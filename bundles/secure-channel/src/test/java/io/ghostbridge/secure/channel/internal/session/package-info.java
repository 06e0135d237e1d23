@NullMarked
package io.ghostbridge.secure.channel.internal.session;

import org.jspecify.annotations.NullMarked;
