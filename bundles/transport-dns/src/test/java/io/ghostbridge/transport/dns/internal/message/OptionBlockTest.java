package io.ghostbridge.transport.dns.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.dns.DnsExtendedError;
import org.junit.jupiter.api.Test;

final class OptionBlockTest {
  private static final int BLOCK_BYTES = 468;

  @Test
  void aReasonThatDoesNotFitIsLeftOutBeforeAnythingElseIs() {
    var reason = new DnsExtendedError(DnsExtendedError.STALE_ANSWER, "twelve bytes");
    assertThat(new OptionBlock().extendedError(reason, 18).toBytes()).hasSize(18);
    assertThat(new OptionBlock().extendedError(reason, 17).toBytes()).isEmpty();
  }

  @Test
  void paddedResponsesHaveAMultipleOfTheBlock() {
    for (int size = 11; size < 2000; size++) {
      int padded = size + new OptionBlock().pad(size, 65_535).size();
      assertThat(padded % BLOCK_BYTES).isZero();
      assertThat(padded - size).isBetween(4, BLOCK_BYTES + 3);
    }
    assertThat(new OptionBlock().pad(65_521, 65_535).size()).isEqualTo(14);
    assertThat(new OptionBlock().pad(65_533, 65_535).size()).isZero();
  }
}
