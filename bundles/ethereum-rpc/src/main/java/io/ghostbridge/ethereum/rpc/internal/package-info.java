/**
 * Ethereum's JSON-RPC methods (execution-apis, EIP-1474, EIP-1898, EIP-1186), with the errors that
 * geth has.
 */
@NullMarked
package io.ghostbridge.ethereum.rpc.internal;

import org.jspecify.annotations.NullMarked;
