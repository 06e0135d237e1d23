package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.api.ledger.ContractParameters;
import java.math.BigInteger;

/** The base fee of a block (EIP-1559), with a floor that the chain fixes. */
public final class BaseFee {
  private static final long ELASTICITY = 2;
  private static final BigInteger CHANGE_DENOMINATOR = BigInteger.valueOf(8);
  private static final BigInteger HIGHEST = BigInteger.TWO.pow(192);

  private BaseFee() {}

  /** The base fee of the block after the one with the header {@code parent}. */
  public static Amount next(BlockHeader parent, ContractParameters parameters) {
    BigInteger floor = parameters.minimumBaseFee().atto();
    if (parent.height() == 0) {
      return parameters.minimumBaseFee();
    }
    BigInteger fee = parent.baseFee().atto();
    long target = parameters.blockGasLimit() / ELASTICITY;
    BigInteger change =
        fee.multiply(BigInteger.valueOf(Math.abs(parent.gasUsed() - target)))
            .divide(BigInteger.valueOf(Math.max(1, target)))
            .divide(CHANGE_DENOMINATOR);
    BigInteger next =
        parent.gasUsed() > target
            ? fee.add(change.max(BigInteger.ONE))
            : parent.gasUsed() < target ? fee.subtract(change) : fee;
    return new Amount(next.max(floor).min(HIGHEST));
  }
}
