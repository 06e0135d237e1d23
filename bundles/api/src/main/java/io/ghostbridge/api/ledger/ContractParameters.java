package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Amount;
import java.math.BigInteger;

/**
 * What is fixed for the contracts of a chain.
 *
 * @param chainNumber the chain as Ethereum's transactions name it (EIP-155); positive
 * @param blockGasLimit the gas of all of a block's contract transactions together; half of it is
 *     the target that the base fee steers to (EIP-1559)
 * @param minimumBaseFee the base fee of the first block, below which it never falls
 */
public record ContractParameters(long chainNumber, long blockGasLimit, Amount minimumBaseFee) {
  /** Chain number 26472, 500 million gas, 10<sup>-9</sup> GHOST. */
  public static final ContractParameters DEFAULT =
      new ContractParameters(26_472, 500_000_000, new Amount(BigInteger.valueOf(1_000_000_000)));
}
