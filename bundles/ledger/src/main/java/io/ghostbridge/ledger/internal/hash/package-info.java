/** Digests and the Merkle trees of lists (RFC 6962). */
@NullMarked
package io.ghostbridge.ledger.internal.hash;

import org.jspecify.annotations.NullMarked;
