/** The ledger's services: the chain's state machine and its durable store. */
@NullMarked
package io.ghostbridge.ledger.internal;

import org.jspecify.annotations.NullMarked;
