package io.ghostbridge.ledger.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.api.ledger.ContractParameters;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** EIP-1559's base fee; figures of its test cases, with another floor. */
class BaseFeeTest {
  private static final ContractParameters PARAMETERS =
      new ContractParameters(1, 20_000_000, amount(1000));

  private static Amount amount(long atto) {
    return new Amount(BigInteger.valueOf(atto));
  }

  private static long next(long baseFee, long gasUsed) {
    BlockHeader parent =
        new BlockHeader(
            "c",
            7,
            0,
            Hash.ZERO,
            Hash.ZERO,
            Hash.ZERO,
            Hash.ZERO,
            Bytes.EMPTY,
            gasUsed,
            amount(baseFee));
    return BaseFee.next(parent, PARAMETERS).atto().longValueExact();
  }

  @Test
  void theFeeFollowsTheUseOfTheBlockBefore() {
    assertThat(next(1_000_000_000, 10_000_000)).isEqualTo(1_000_000_000);
    assertThat(next(1_000_000_000, 9_000_000)).isEqualTo(987_500_000);
    assertThat(next(1_000_000_000, 11_000_000)).isEqualTo(1_012_500_000);
    assertThat(next(1_000_000_000, 20_000_000)).isEqualTo(1_125_000_000);
    assertThat(next(1_000_000_000, 0)).isEqualTo(875_000_000);
  }

  @Test
  void itRisesByOneAtLeastAndNeverFallsBelowTheFloor() {
    assertThat(next(1000, 10_000_001)).isEqualTo(1001);
    assertThat(next(1000, 0)).isEqualTo(1000);
    assertThat(next(1100, 0)).isEqualTo(1000);
  }
}
