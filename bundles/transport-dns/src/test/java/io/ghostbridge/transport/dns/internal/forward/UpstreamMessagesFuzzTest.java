package io.ghostbridge.transport.dns.internal.forward;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import java.util.Arrays;

/** Whatever an upstream server sends, it is either ignored or an answer within its bounds. */
final class UpstreamMessagesFuzzTest {
  private static final byte[] QUERY =
      UpstreamMessages.query(
          0x1234, new DnsQuestion(new byte[] {3, 'w', 'w', 'w', 4, 't', 'e', 's', 't', 0}, 1));

  @FuzzTest
  void anyResponseIsIgnoredOrAnAnswer(byte[] bytes) {
    check(bytes);
    // The same behind a header and question that fit, which chance would hardly find.
    byte[] fitting = Arrays.copyOf(QUERY, QUERY.length + Math.max(0, bytes.length - 8));
    fitting[2] = (byte) 0x80;
    for (int i = 0; i < bytes.length; i++) {
      int at = i < 6 ? 6 + i : i < 8 ? 3 : QUERY.length + i - 8;
      fitting[at] = bytes[i];
    }
    check(fitting);
  }

  private static void check(byte[] response) {
    if (!UpstreamMessages.answers(response, response.length, QUERY)) {
      return;
    }
    DnsAnswer answer = UpstreamMessages.answer(response, response.length, QUERY);
    if (answer != null && answer.sections().length != response.length - QUERY.length) {
      throw new AssertionError("the sections are not those of the response");
    }
  }
}
