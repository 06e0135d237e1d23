package io.ghostbridge.bench.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DnsMessageTest {
  private static final String QUESTION = "0b62656e63683030303030310567686f73740000010001";

  private static final byte[] ANSWER =
      HexFormat.of()
          .parseHex("123484000001000100000000" + QUESTION + "c00c000100010000012c00040a000001");

  @Test
  void aQueryAsksForTheAddressInClassIn() {
    assertThat(DnsMessage.query(0x1234, "bench000001.ghost"))
        .isEqualTo(HexFormat.of().parseHex("123400000001000000000000" + QUESTION));
  }

  @Test
  void theAddressOfAnAnswerIsRead() {
    assertThat(DnsMessage.address(0x1234, ByteBuffer.wrap(ANSWER))).contains("10.0.0.1");
  }

  @Test
  void anAnswerToAnotherQueryIsNone() {
    assertThat(DnsMessage.address(0x1235, ByteBuffer.wrap(ANSWER))).isEmpty();
  }

  @Test
  void anErrorIsNoAnswer() {
    byte[] refused = ANSWER.clone();
    refused[3] = 5;

    assertThat(DnsMessage.address(0x1234, ByteBuffer.wrap(refused))).isEmpty();
  }

  @Test
  void everyTruncatedAnswerIsNone() {
    for (int length = 0; length < ANSWER.length; length++) {
      ByteBuffer message = ByteBuffer.wrap(Arrays.copyOf(ANSWER, length));

      assertThat(DnsMessage.address(0x1234, message)).as("%d bytes", length).isEmpty();
    }
  }
}
