/** Between the wire's messages and the API's values, with every bound checked. */
@NullMarked
package io.ghostbridge.ledger.internal.codec;

import org.jspecify.annotations.NullMarked;
