package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;

/**
 * What code can learn of the block it runs in.
 *
 * @param fork the rules that hold in the block
 * @param number the block's height
 * @param timestamp seconds since 1970, unsigned
 * @param coinbase who gets the priority fees
 * @param gasLimit the gas of all the block's transactions together
 * @param baseFee the base fee of a unit of gas; 0 before {@link Fork#LONDON}
 * @param blobBaseFee the base fee of a unit of blob gas; 0 before {@link Fork#CANCUN}
 * @param difficulty the difficulty before {@link Fork#PARIS}; unused from then on
 * @param prevRandao the beacon chain's randomness from {@link Fork#PARIS} on; unused before
 * @param chainId the chain's number (EIP-155)
 */
public record BlockContext(
    Fork fork,
    long number,
    long timestamp,
    Address coinbase,
    long gasLimit,
    Word baseFee,
    Word blobBaseFee,
    Word difficulty,
    Word prevRandao,
    Word chainId) {}
