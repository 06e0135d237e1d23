package io.ghostbridge.transport.dns.internal.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.transport.dns.internal.client.NetworkPrefix;
import io.ghostbridge.transport.dns.internal.udp.ResponseRateLimiter.Verdict;
import java.net.InetAddress;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResponseRateLimiterTest {
  private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");

  private static ResponseRateLimiter limiter(
      int responsesPerSecond, int burst, int slip, long nowMillis) {
    return new ResponseRateLimiter(
        new RateLimit(responsesPerSecond, burst, slip, List.of()), nowMillis);
  }

  private static Map<Verdict, Integer> judge(
      ResponseRateLimiter limiter, String client, long millis, int times) {
    var counts = new EnumMap<Verdict, Integer>(Verdict.class);
    for (int i = 0; i < times; i++) {
      counts.merge(limiter.judge(InetAddress.ofLiteral(client), millis), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void overTheLimitOneInSlipIsTruncatedAndTheOthersAreDropped() {
    var limiter = limiter(100, 50, 2, 0);
    assertThat(judge(limiter, "192.0.2.1", 0, 150))
        .isEqualTo(Map.of(Verdict.SEND, 50, Verdict.TRUNCATE, 50, Verdict.DROP, 50));
  }

  @Test
  void theBucketFillsWithTheRateUpToTheBurst() {
    var limiter = limiter(100, 50, 0, 0);
    judge(limiter, "192.0.2.1", 0, 50);
    assertThat(judge(limiter, "192.0.2.1", 100, 50))
        .isEqualTo(Map.of(Verdict.SEND, 10, Verdict.DROP, 40));
    assertThat(judge(limiter, "192.0.2.1", 3_600_000, 100))
        .isEqualTo(Map.of(Verdict.SEND, 50, Verdict.DROP, 50));
  }

  @Test
  void addressesOfOneNetworkShareABucketAndOthersHaveTheirOwn() {
    var limiter = limiter(100, 10, 0, 0);
    judge(limiter, "192.0.2.1", 0, 10);
    assertThat(limiter.judge(InetAddress.ofLiteral("192.0.2.255"), 0)).isEqualTo(Verdict.DROP);
    judge(limiter, "2001:db8:0:1ff::1", 0, 10);
    assertThat(limiter.judge(InetAddress.ofLiteral("2001:db8:0:1aa:1:2:3:4"), 0))
        .isEqualTo(Verdict.DROP);
    // Which networks share a bucket is random; that all of a hundred do is impossible.
    int sent = 0;
    for (int i = 0; i < 100; i++) {
      sent += limiter.judge(InetAddress.ofLiteral("198.51." + i + ".1"), 0) == Verdict.SEND ? 1 : 0;
    }
    assertThat(sent).isGreaterThan(90);
  }

  @Test
  void exemptNetworksAndARateOfZeroHaveNoLimit() {
    var exempt =
        new ResponseRateLimiter(
            new RateLimit(1, 1, 2, NetworkPrefix.list("127.0.0.0/8, ::1, 192.0.2.0/25")), 0);
    assertThat(judge(exempt, "127.1.2.3", 0, 100)).isEqualTo(Map.of(Verdict.SEND, 100));
    assertThat(judge(exempt, "::1", 0, 100)).isEqualTo(Map.of(Verdict.SEND, 100));
    assertThat(judge(exempt, "192.0.2.127", 0, 100)).isEqualTo(Map.of(Verdict.SEND, 100));
    assertThat(judge(exempt, "192.0.2.128", 0, 100)).containsEntry(Verdict.SEND, 1);
    var off = limiter(0, 1, 2, 0);
    assertThat(Collections.nCopies(100, off.judge(CLIENT, 0))).containsOnly(Verdict.SEND);
  }

  @Test
  void theLimitHoldsAcrossTheWrapOfTheClock() {
    long wrap = 1L << 32;
    var limiter = limiter(100, 50, 0, wrap - 10);
    judge(limiter, "192.0.2.1", wrap - 10, 50);
    assertThat(judge(limiter, "192.0.2.1", wrap + 10, 50))
        .isEqualTo(Map.of(Verdict.SEND, 2, Verdict.DROP, 48));
  }
}
