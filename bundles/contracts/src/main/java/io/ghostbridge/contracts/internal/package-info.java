/** {@code ghost.contract.v1.SmartContractService}. */
@NullMarked
package io.ghostbridge.contracts.internal;

import org.jspecify.annotations.NullMarked;
