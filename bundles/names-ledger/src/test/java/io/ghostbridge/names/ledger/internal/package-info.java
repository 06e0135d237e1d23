/** Tests of the ledger's names as a source. */
@NullMarked
package io.ghostbridge.names.ledger.internal;

import org.jspecify.annotations.NullMarked;
