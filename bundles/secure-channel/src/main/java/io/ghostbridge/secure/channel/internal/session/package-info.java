/** The sessions of this node: who opened them, their keys, what was seen of them, their end. */
@NullMarked
package io.ghostbridge.secure.channel.internal.session;

import org.jspecify.annotations.NullMarked;
