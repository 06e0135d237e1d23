/** Execution of whole transactions (Yellow Paper, section 6). */
@NullMarked
package io.ghostbridge.evm.internal.transaction;

import org.jspecify.annotations.NullMarked;
