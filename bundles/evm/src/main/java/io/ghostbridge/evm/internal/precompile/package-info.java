/** Ethereum's precompiled contracts (Yellow Paper, appendix E, and the EIPs since). */
@NullMarked
package io.ghostbridge.evm.internal.precompile;

import org.jspecify.annotations.NullMarked;
