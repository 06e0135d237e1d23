/** A question's way to its answer, the same for every transport, and what is counted on it. */
@NullMarked
package io.ghostbridge.transport.dns.internal.answer;

import org.jspecify.annotations.NullMarked;
