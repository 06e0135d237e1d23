/** What transactions do to the state. */
@NullMarked
package io.ghostbridge.ledger.internal.execution;

import org.jspecify.annotations.NullMarked;
