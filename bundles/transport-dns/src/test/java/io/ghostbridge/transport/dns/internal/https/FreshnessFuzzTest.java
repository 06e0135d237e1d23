package io.ghostbridge.transport.dns.internal.https;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.dns.DnsAnswer;
import java.util.Arrays;

/** Whatever sections an upstream server sends, a response is kept for no negative time. */
final class FreshnessFuzzTest {
  @FuzzTest
  void anySectionsHaveATimeOfZeroOrMore(byte[] bytes) {
    if (bytes.length < 3) {
      return;
    }
    var answer =
        new DnsAnswer(
            bytes[0] & 0xf,
            false,
            bytes[1] & 0xff,
            bytes[2] & 0xff,
            0,
            Arrays.copyOfRange(bytes, 3, bytes.length));
    long seconds = Freshness.seconds(answer);
    if (seconds < 0 || seconds > Integer.MAX_VALUE) {
      throw new AssertionError("kept for " + seconds + " seconds");
    }
  }
}
