/**
 * Version 1 of the secure channel's protocol, as docs/secure-channel.md has it; the same code on
 * both sides. "Section" in this package's comments means that document's.
 */
@NullMarked
package io.ghostbridge.secure.channel.internal.protocol;

import org.jspecify.annotations.NullMarked;
