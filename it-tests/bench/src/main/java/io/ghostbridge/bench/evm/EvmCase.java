package io.ghostbridge.bench.evm;

/**
 * A call of a contract.
 *
 * @param name of the case
 * @param code the contract's, in hexadecimal digits
 * @param data the call's, in hexadecimal digits; may be empty
 * @param goal how many times as fast as revm it is to be
 */
record EvmCase(String name, String code, String data, double goal) {}
