package io.ghostbridge.transport.dns.internal.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.dns.DnsAnswer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class FreshnessTest {
  private static final String A_60 = "c00c 0001 0001 0000003c 0004 c0000201";
  private static final String A_NAMED_30 = "01 61 00 0001 0001 0000001e 0004 c0000202";
  private static final String SOA_100_OF_20 =
      "c00c 0006 0001 00000064 0016 00 00 00000001 00000002 00000003 00000004 00000014";

  private static DnsAnswer answer(int code, int answers, int authority, String sections) {
    byte[] bytes = HexFormat.of().parseHex(sections.replace(" ", ""));
    return new DnsAnswer(code, true, answers, authority, 0, bytes);
  }

  @Test
  void theLeastTtlOfTheAnswerSectionCounts() {
    assertThat(Freshness.seconds(answer(0, 2, 0, A_60 + A_NAMED_30))).isEqualTo(30);
    assertThat(Freshness.seconds(answer(0, 1, 1, A_60 + SOA_100_OF_20))).isEqualTo(60);
  }

  @Test
  void aDenialLastsAsLongAsItsSoaSays() {
    assertThat(Freshness.seconds(answer(3, 0, 1, SOA_100_OF_20))).isEqualTo(20);
    assertThat(Freshness.seconds(answer(0, 0, 2, A_60 + SOA_100_OF_20))).isEqualTo(20);
  }

  @Test
  void failuresAndWhatHasNoTtlAreNotKept() {
    assertThat(Freshness.seconds(answer(2, 1, 0, A_60))).isZero();
    assertThat(Freshness.seconds(answer(0, 0, 0, ""))).isZero();
    assertThat(Freshness.seconds(answer(0, 0, 1, A_60))).isZero();
    assertThat(Freshness.seconds(answer(0, 1, 0, A_60.replace("0000003c", "8000003c")))).isZero();
  }

  @Test
  void sectionsThatAreNotWhatTheirCountsSayAreNotKept() {
    String whole = (A_60 + A_NAMED_30).replace(" ", "");
    for (int length = 0; length < whole.length(); length += 2) {
      assertThat(Freshness.seconds(answer(0, 2, 0, whole.substring(0, length)))).isZero();
    }
    assertThat(Freshness.seconds(answer(0, 3, 0, whole))).isZero();
  }
}
