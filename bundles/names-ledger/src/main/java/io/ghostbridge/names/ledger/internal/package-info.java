/** The names of the ledger as a source of names. */
@NullMarked
package io.ghostbridge.names.ledger.internal;

import org.jspecify.annotations.NullMarked;
