/** The rules of names and their records, which are part of consensus. */
@NullMarked
package io.ghostbridge.ledger.internal.names;

import org.jspecify.annotations.NullMarked;
